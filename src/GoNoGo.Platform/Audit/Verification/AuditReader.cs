using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>
/// Reads the trail past the model, page by page: an entry that somebody made unreadable is to be named and must not end the
/// reading, and no statement lasts so long that writers feel it.
/// </summary>
internal sealed class AuditReader(DataContext data, SubjectKeys subjectKeys)
{
    private const int PageSize = 2000;

    private const string EntryColumns = """
        e."sequence", e."schema", e."at", e."transaction_id", e."actor", e."action", e."resource_type", e."resource_id", e."outcome",
        e."commitment", p."salt", p."content", p."subject_id"
        """;

    private const string Leaves = $"""
        SELECT l."position", l."sequence", l."hash", {EntryColumns}
        FROM audit_leaves l
        LEFT JOIN audit_entries e ON e."sequence" = l."sequence"
        LEFT JOIN audit_payloads p ON p."sequence" = l."sequence"
        WHERE l."position" >= @first AND l."position" < @last
        ORDER BY l."position"
        LIMIT 2000
        """;

    private const string Tail = $"""
        SELECT NULL, e."sequence", NULL, {EntryColumns}
        FROM audit_entries e
        LEFT JOIN audit_payloads p ON p."sequence" = e."sequence"
        WHERE e."sequence" > @first AND NOT EXISTS
            (SELECT 1 FROM audit_leaves l WHERE l."sequence" = e."sequence" AND l."position" < @last)
        ORDER BY e."sequence"
        LIMIT 2000
        """;

    private const string Bounds = """
        SELECT (SELECT COALESCE(MAX("position"), -1) + 1 FROM audit_leaves), (SELECT COALESCE(MAX("size"), 0) FROM audit_checkpoints)
        """;

    private readonly Dictionary<Guid, Key?> opened = [];

    /// <summary>How far the leaves and the checkpoints go, as of one moment.</summary>
    public async Task<(long Leaves, long Checkpoints)> BoundsAsync(CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = data.Database.GetDbConnection().CreateCommand();
            command.CommandText = Bounds;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return (reader.GetInt64(0), reader.GetInt64(1));
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// The leaves before a position, each page with the checkpoints of the sizes up to its end; after the last page those beyond.
    /// </summary>
    public async IAsyncEnumerable<AuditBatch> PagesAsync(
        (long Leaves, long Checkpoints) bounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (next, covered) = (0L, 0L);
        while (next < bounds.Leaves)
        {
            var leaves = await ReadAsync(Leaves, next, bounds.Leaves, cancellationToken).ToListAsync(cancellationToken);
            next = leaves.Count < PageSize ? bounds.Leaves : leaves[^1].Position!.Value + 1; // A leaf has a position.
            yield return new AuditBatch(leaves, await CheckpointsAsync(covered, next, cancellationToken));
            covered = next;
        }

        yield return new AuditBatch([], await CheckpointsAsync(covered, bounds.Checkpoints, cancellationToken));
    }

    /// <summary>One leaf with its entry.</summary>
    public ValueTask<AuditRecord> LeafAsync(long position, CancellationToken cancellationToken) =>
        ReadAsync(Leaves, position, position + 1, cancellationToken).FirstAsync(cancellationToken);

    /// <summary>Entries that the leaves before a position do not hold.</summary>
    public async IAsyncEnumerable<AuditRecord> TailAsync(long size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, count) = (long.MinValue, PageSize);
        while (count == PageSize)
        {
            count = 0;
            await foreach (var record in ReadAsync(Tail, after, size, cancellationToken))
            {
                (after, count) = (record.Sequence, count + 1);
                yield return record;
            }
        }
    }

    private Task<List<AuditCheckpoint>> CheckpointsAsync(long after, long last, CancellationToken cancellationToken) =>
        data.Set<AuditCheckpoint>().AsNoTracking()
            .Where(checkpoint => checkpoint.Size > after && checkpoint.Size <= last)
            .OrderBy(checkpoint => checkpoint.Size)
            .ToListAsync(cancellationToken);

    private async IAsyncEnumerable<AuditRecord> ReadAsync(
        string statement, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = data.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            Bind(command, "first", first);
            Bind(command, "last", last);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var record = Record(reader);
                yield return record.Content is null || await reader.IsDBNullAsync(15, cancellationToken)
                    ? record
                    : await OpenAsync(record, reader.GetGuid(15), cancellationToken);
            }
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Details about somebody are under their key. Where that is gone, so are they, which must be entered.</summary>
    private async Task<AuditRecord> OpenAsync(AuditRecord record, Guid subject, CancellationToken cancellationToken)
    {
        if (!opened.TryGetValue(subject, out var key))
        {
            opened[subject] = key = await subjectKeys.FindAsync(new SubjectId(subject), cancellationToken);
        }

        try
        {
            // Asked for only where there is content.
            return key is not null && AuditPayload.Open(key, record.Content!, subject) is var (salt, content)
                ? record with { Salt = salt, Content = content }
                : record with { Content = null };
        }
        catch (CryptographicException)
        {
            return record; // Not what the program wrote: it fails against the commitment.
        }
    }

    private static void Bind(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static AuditRecord Record(DbDataReader row)
    {
        var record = new AuditRecord
        {
            Position = row.IsDBNull(0) ? null : row.GetInt64(0),
            Sequence = row.GetInt64(1),
            LeafHash = Bytes(row, 2) ?? [],
            Salt = Bytes(row, 13) ?? [],
            Content = Bytes(row, 14),
        };
        try
        {
            return row.IsDBNull(3) ? record : record with { Fields = Fields(row) };
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException)
        {
            return record with { IsUnreadable = true };
        }
    }

    private static LeafFields Fields(DbDataReader row) => new(
        Schema: row.GetInt32(4),
        Sequence: row.GetInt64(3),
        AtTicks: row.GetInt64(5),
        TransactionId: row.GetGuid(6),
        Actor: row.GetString(7),
        Action: row.GetString(8),
        ResourceType: row.GetString(9),
        ResourceId: row.GetString(10),
        Outcome: row.GetString(11),
        Commitment: Bytes(row, 12) ?? []);

    private static byte[]? Bytes(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}

/// <summary>Leaves that follow each other, and the checkpoints between them.</summary>
internal sealed record AuditBatch(IReadOnlyList<AuditRecord> Leaves, IReadOnlyList<AuditCheckpoint> Checkpoints)
{
    /// <summary>Hands out both in their order: a checkpoint behind the leaves that it covers.</summary>
    public void Walk(Action<AuditRecord> leaf, Action<AuditCheckpoint> checkpoint)
    {
        var next = 0;
        foreach (var record in Leaves)
        {
            for (; next < Checkpoints.Count && Checkpoints[next].Size <= record.Position; next++)
            {
                checkpoint(Checkpoints[next]);
            }

            leaf(record);
        }

        for (; next < Checkpoints.Count; next++)
        {
            checkpoint(Checkpoints[next]);
        }
    }
}
