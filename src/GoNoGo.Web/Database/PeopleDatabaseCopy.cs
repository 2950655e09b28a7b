using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Database;

/// <summary>The whole of it, to be copied elsewhere and put in place again.</summary>
internal sealed partial class PeopleDatabase
{
    public async Task AddKeysAsync(
        IReadOnlyCollection<(Guid Subject, WrappedKey Key)> keys, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var batch in keys.Chunk(Batch))
        {
            await InsertKeysAsync(transaction, batch, "ON CONFLICT (subject) DO NOTHING", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<Guid?> FindIdAsync(CancellationToken cancellationToken)
    {
        if (!isThere())
        {
            return null;
        }

        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(connection, "SELECT id FROM store");
        return await command.ExecuteScalarAsync(cancellationToken) is string id ? Id(id) : null;
    }

    public async Task<Guid> FindOrMakeIdAsync(Guid made, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            "INSERT INTO store (id) SELECT @id WHERE NOT EXISTS (SELECT 1 FROM store)", cancellationToken, ("id", Text(made)));
        return await FindIdAsync(cancellationToken) ?? throw new InvalidOperationException("The id of a store vanished at once.");
    }

    /// <summary>Every row as it was at one moment, while others go on writing.</summary>
    public async IAsyncEnumerable<PeopleRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await RunAsync(connection, beginReading);
        try
        {
            await foreach (var reader in RowsAsync(connection, "SELECT id FROM store", cancellationToken))
            {
                yield return new PeopleRow { Store = Id(reader.GetString(0)) };
            }

            await foreach (var reader in RowsAsync(connection, "SELECT subject, master, wrapped FROM subject_keys", cancellationToken))
            {
                var key = new WrappedKey(reader.GetInt32(1), Convert.FromBase64String(reader.GetString(2)));
                yield return new PeopleRow { Subject = Id(reader.GetString(0)), Key = key };
            }

            await foreach (var reader in RowsAsync(connection, "SELECT subject FROM key_stock", cancellationToken))
            {
                yield return new PeopleRow { Stock = Id(reader.GetString(0)) };
            }

            await foreach (var reader in RowsAsync(
                connection, "SELECT id, kind, target, at, done_at FROM erasures ORDER BY at, id", cancellationToken))
            {
                yield return new PeopleRow { Erasure = await ErasureAsync(reader, cancellationToken) };
            }
        }
        finally
        {
            await RunAsync(connection, "ROLLBACK"); // A pooled connection of SQLite would keep it open.
        }
    }

    /// <summary>Puts rows in place, all of them or none; what is there already stays as it is.</summary>
    public async Task AddAsync(IAsyncEnumerable<PeopleRow> rows, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var keys = new List<(Guid Subject, WrappedKey Key)>(Batch);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row is { Subject: { } subject, Key: { } key })
            {
                keys.Add((subject, key));
            }
            else
            {
                await AddAsync(transaction, row, cancellationToken);
            }

            if (keys.Count == Batch)
            {
                await InsertKeysAsync(transaction, [.. keys], "ON CONFLICT (subject) DO NOTHING", cancellationToken);
                keys.Clear();
            }
        }

        if (keys.Count > 0)
        {
            await InsertKeysAsync(transaction, [.. keys], "ON CONFLICT (subject) DO NOTHING", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether it holds nothing of anybody.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT (SELECT COUNT(*) FROM subject_keys) + (SELECT COUNT(*) FROM key_stock) + (SELECT COUNT(*) FROM erasures)");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0;
    }

    private static Task AddAsync(DbTransaction transaction, PeopleRow row, CancellationToken cancellationToken) => row switch
    {
        { Store: { } store } => RunAsync(
            transaction, "DELETE FROM store; INSERT INTO store (id) VALUES (@id)", [("id", Text(store))], cancellationToken),
        { Stock: { } stock } => RunAsync(
            transaction,
            "INSERT INTO key_stock (subject) VALUES (@subject) ON CONFLICT (subject) DO NOTHING",
            [("subject", Text(stock))],
            cancellationToken),
        { Erasure: { } entry } => RunAsync(
            transaction,
            "INSERT INTO erasures (id, kind, target, at, done_at) VALUES (@id, @kind, @target, @at, @done) ON CONFLICT (id) DO NOTHING",
            [
                ("id", Text(entry.Id)),
                ("kind", entry.Kind.ToString()),
                ("target", Text(entry.Target)),
                ("at", entry.At.UtcTicks),
                ("done", (object?)entry.DoneAt?.UtcTicks ?? DBNull.Value),
            ],
            cancellationToken),
        _ => throw new InvalidDataException("A row is neither a key nor an erasure."),
    };

    private static async IAsyncEnumerable<DbDataReader> RowsAsync(
        DbConnection connection, string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(connection, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader;
        }
    }

    private static async Task RunAsync(DbConnection connection, string statement)
    {
        await using var command = Command(connection, statement);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<ErasureEntry> ErasureAsync(DbDataReader reader, CancellationToken cancellationToken) => new(
        Id(reader.GetString(0)),
        Enum.Parse<ErasureKind>(reader.GetString(1)),
        Id(reader.GetString(2)),
        Moment(reader.GetInt64(3)),
        await reader.IsDBNullAsync(4, cancellationToken) ? null : Moment(reader.GetInt64(4)));
}

/// <summary>
/// One row of <see cref="PeopleDatabase"/>: its id, a person's wrapped key, the note that one was made in advance, or an erasure.
/// </summary>
internal sealed record PeopleRow
{
    public Guid? Store { get; init; }

    public Guid? Subject { get; init; }

    public WrappedKey? Key { get; init; }

    public Guid? Stock { get; init; }

    public ErasureEntry? Erasure { get; init; }
}
