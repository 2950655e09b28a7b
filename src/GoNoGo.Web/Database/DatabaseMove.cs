using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Database;

/// <summary>
/// Copies all rows of one database into an empty one of the other kind: read as they were at one moment, written in one transaction, a
/// row at a time. Afterwards every table must have as many rows, and the audit trail must verify.
/// </summary>
internal static class DatabaseMove
{
    /// <summary>Copies.</summary>
    /// <param name="source">Services on the database to read, of this program's shape.</param>
    /// <param name="target">Services on the database to write, of the same shape.</param>
    /// <param name="progress">Learns how many rows are done.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <returns>What was copied; or <see cref="MoveRefused"/>, and nothing was.</returns>
    public static async Task<Result<MovedDatabase>> RunAsync(
        IServiceProvider source, IServiceProvider target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var tables = ModelTable.Of(source.GetRequiredService<DataContext>());
        var targetTables = ModelTable.Of(target.GetRequiredService<DataContext>());
        if (tables.Zip(targetTables).Any(pair => !IsSame(pair.First, pair.Second)))
        {
            return new MoveRefused("The two databases do not have the same tables; this is a bug.");
        }

        var access = target.GetRequiredService<ITableAccess>();
        if (await FindRowsAsync(access, tables, cancellationToken) is { } occupied)
        {
            return new MoveRefused($"The target holds rows already (in {occupied}); name an empty database.");
        }

        var written = await CopyAsync(source.GetRequiredService<ITableAccess>(), access, tables, progress, cancellationToken);
        if (await FindDifferenceAsync(access, tables, written, cancellationToken) is { } difference)
        {
            return new MoveRefused($"The target does not hold what was written ({difference}); do not use it.");
        }

        var verified = await target.GetRequiredService<AuditVerifier>().VerifyAsync([], progress, cancellationToken);
        return !verified.Succeeded(out var audit, out var refusal) ? refusal
            : audit.IsClean ? new MovedDatabase(written, audit.Size)
            : new MoveRefused($"The audit trail does not verify in the target: {audit.Findings[0].Message}");
    }

    /// <summary>
    /// Why nothing may be copied into a database; null where it holds nothing, also of others. Asked before it gets this program's shape.
    /// </summary>
    public static async Task<MoveRefused?> FindObstacleAsync(IServiceProvider target, CancellationToken cancellationToken)
    {
        var there = await target.GetRequiredService<IDatabaseDump>().TablesAsync(cancellationToken);
        var tables = ModelTable.Of(target.GetRequiredService<DataContext>());
        var foreign = there.Except(tables.Select(table => table.Name), StringComparer.Ordinal)
            .FirstOrDefault(name => name != FactReading.History && !FactReading.NotCounted.Contains(name));
        if (foreign is not null)
        {
            return new MoveRefused($"The target has a table that is none of this blog's ({foreign}); name an empty database.");
        }

        List<ModelTable> ours = [.. tables.Where(table => there.Contains(table.Name, StringComparer.Ordinal))];
        return ours.Count > 0 && await FindRowsAsync(target.GetRequiredService<ITableAccess>(), ours, cancellationToken) is { } occupied
            ? new MoveRefused($"The target holds rows already (in {occupied}); name an empty database.")
            : null;
    }

    private static bool IsSame(ModelTable one, ModelTable other) =>
        one.Name == other.Name
        && one.Columns.Select(column => (column.Name, column.Type)).SequenceEqual(
            other.Columns.Select(column => (column.Name, column.Type)));

    private static async Task<SortedDictionary<string, long>> CopyAsync(
        ITableAccess source,
        ITableAccess target,
        IReadOnlyList<ModelTable> tables,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        await using var reading = await source.ReadAsync(cancellationToken);
        await using var writing = await target.WriteAsync(cancellationToken);
        var total = 0L;
        foreach (var table in tables)
        {
            total += await reading.CountAsync(table, cancellationToken);
        }

        var written = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = reading.RowsAsync(table, table.Columns, beside: null, cancellationToken);
            written[table.Name] = await writing.AddAsync(table, table.Columns, rows, cancellationToken);
            progress?.Report(((int)written.Values.Sum(), (int)total));
            if (table.Numbered is not null)
            {
                await writing.SetCounterAsync(table, await reading.CounterAsync(table, cancellationToken), cancellationToken);
            }
        }

        await writing.CommitAsync(cancellationToken);
        return written;
    }

    private static async Task<string?> FindRowsAsync(
        ITableAccess access, IReadOnlyList<ModelTable> tables, CancellationToken cancellationToken)
    {
        await using var reading = await access.ReadAsync(cancellationToken);
        foreach (var table in tables)
        {
            if (await reading.CountAsync(table, cancellationToken) > 0)
            {
                return table.Name;
            }
        }

        return null;
    }

    private static async Task<string?> FindDifferenceAsync(
        ITableAccess access,
        IReadOnlyList<ModelTable> tables,
        SortedDictionary<string, long> written,
        CancellationToken cancellationToken)
    {
        await using var reading = await access.ReadAsync(cancellationToken);
        foreach (var table in tables)
        {
            var count = await reading.CountAsync(table, cancellationToken);
            if (count != written[table.Name])
            {
                return FormattableString.Invariant($"{table.Name} has {count} rows in place of {written[table.Name]}");
            }
        }

        return null;
    }
}

/// <summary>A database that was copied.</summary>
/// <param name="Rows">How many rows of each table.</param>
/// <param name="AuditSize">Leaves of the audit tree, which verifies in the target.</param>
internal sealed record MovedDatabase(IReadOnlyDictionary<string, long> Rows, long AuditSize);

/// <summary>Why a database was not copied.</summary>
/// <param name="Sentence">What is wrong and what to do.</param>
internal sealed record MoveRefused(string Sentence) : Error("move_refused", Sentence);
