using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Web.Database;

/// <summary>
/// The keys of people and the ledger of erasures in a small database of their own, whichever it is: the statements are the same for both.
/// </summary>
/// <param name="isThere">Whether there is one to look into: who only looks makes none.</param>
/// <param name="connect">Makes a connection, closed.</param>
/// <param name="prepare">Sets what the database keeps for each connection.</param>
/// <param name="forget">Has the database let go of the bytes of what was deleted.</param>
/// <param name="beginReading">Begins a transaction that sees one moment and holds up nobody who writes.</param>
internal sealed partial class PeopleDatabase(
    Func<bool> isThere,
    Func<DbConnection> connect,
    Action<DbConnection> prepare,
    Func<DbConnection, CancellationToken, Task> forget,
    string beginReading) : ISubjectStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS subject_keys (subject VARCHAR(36) PRIMARY KEY, master INTEGER NOT NULL, wrapped VARCHAR(200) NOT NULL);
        CREATE TABLE IF NOT EXISTS key_stock (subject VARCHAR(36) PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS erasures (
            id VARCHAR(36) PRIMARY KEY, kind VARCHAR(20) NOT NULL, target VARCHAR(36) NOT NULL, at BIGINT NOT NULL, done_at BIGINT NULL);
        CREATE TABLE IF NOT EXISTS store (id VARCHAR(36) PRIMARY KEY);
        """;

    /// <summary>How many subjects one statement names.</summary>
    private const int Batch = 250;

    /// <summary>Of the text of an id of version 7, what holds the time: 48 bits with a hyphen.</summary>
    private const int TimeLength = 13;

    private volatile bool isMade;

    public async Task<WrappedKey?> FindKeyAsync(Guid subject, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(
            connection, "SELECT master, wrapped FROM subject_keys WHERE subject = @subject", ("subject", Text(subject)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new WrappedKey(reader.GetInt32(0), Convert.FromBase64String(reader.GetString(1)))
            : null;
    }

    public async Task<IReadOnlyDictionary<Guid, WrappedKey>> FindKeysAsync(
        IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, WrappedKey>(subjects.Count);
        if (subjects.Count == 0)
        {
            return found;
        }

        await using var connection = await OpenAsync(cancellationToken);
        foreach (var batch in subjects.Chunk(Batch))
        {
            await using var command = Command(
                connection,
                $"SELECT subject, master, wrapped FROM subject_keys WHERE subject IN ({Places(batch.Length)})",
                [.. batch.Select((subject, at) => (Place(at), (object)Text(subject)))]);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                found[Id(reader.GetString(0))] = new WrappedKey(reader.GetInt32(1), Convert.FromBase64String(reader.GetString(2)));
            }
        }

        return found;
    }

    public async Task AddStockAsync(IReadOnlyList<(Guid Subject, WrappedKey Key)> keys, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var batch in keys.Chunk(Batch))
        {
            await InsertKeysAsync(transaction, batch, onConflict: "", cancellationToken);
            var places = string.Join(", ", batch.Select((_, at) => $"(@{Place(at)})"));
            await RunAsync(
                transaction,
                $"INSERT INTO key_stock (subject) VALUES {places}",
                [.. batch.Select((one, at) => (Place(at), (object)Text(one.Subject)))],
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> StockAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        // The first 48 bits of an id of version 7 are the time of its making, so that texts sort by it: before every id of that moment.
        var first = Text(Guid.CreateVersion7(before))[..TimeLength];
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT subject FROM key_stock WHERE subject < @before ORDER BY subject LIMIT @limit",
            ("before", first),
            ("limit", limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(Id(reader.GetString(0)));
        }

        return found;
    }

    public async Task EndStockAsync(
        IReadOnlyCollection<Guid> subjects, IReadOnlyCollection<Guid> unused, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            foreach (var (table, ids) in new[] { ("subject_keys", unused), ("key_stock", subjects) })
            {
                foreach (var batch in ids.Chunk(Batch))
                {
                    await RunAsync(
                        transaction,
                        $"DELETE FROM {table} WHERE subject IN ({Places(batch.Length)})",
                        [.. batch.Select((subject, at) => (Place(at), (object)Text(subject)))],
                        cancellationToken);
                }
            }

            await transaction.CommitAsync(cancellationToken);
        }

        if (unused.Count > 0)
        {
            await forget(connection, cancellationToken);
        }
    }

    public Task AddKeyAsync(Guid subject, WrappedKey key, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT INTO subject_keys (subject, master, wrapped) VALUES (@subject, @master, @wrapped) ON CONFLICT (subject) DO NOTHING",
        cancellationToken,
        ("subject", Text(subject)),
        ("master", key.MasterVersion),
        ("wrapped", Convert.ToBase64String(key.Bytes)));

    public Task ReplaceKeyAsync(Guid subject, WrappedKey key, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE subject_keys SET master = @master, wrapped = @wrapped WHERE subject = @subject",
        cancellationToken,
        ("subject", Text(subject)),
        ("master", key.MasterVersion),
        ("wrapped", Convert.ToBase64String(key.Bytes)));

    public async Task DestroyKeyAsync(Guid subject, CancellationToken cancellationToken)
    {
        await ExecuteAsync("DELETE FROM subject_keys WHERE subject = @subject", cancellationToken, ("subject", Text(subject)));
        await using var connection = await OpenAsync(cancellationToken);
        await forget(connection, cancellationToken);
    }

    public async Task<IReadOnlyList<(Guid Subject, WrappedKey Key)>> WrappedOtherwiseAsync(
        int masterVersion, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT subject, master, wrapped FROM subject_keys WHERE master <> @master LIMIT @limit",
            ("master", masterVersion),
            ("limit", limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, WrappedKey)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((Id(reader.GetString(0)), new WrappedKey(reader.GetInt32(1), Convert.FromBase64String(reader.GetString(2)))));
        }

        return found;
    }

    public Task AddErasureAsync(ErasureEntry entry, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT INTO erasures (id, kind, target, at, done_at) VALUES (@id, @kind, @target, @at, @done)",
        cancellationToken,
        ("id", Text(entry.Id)),
        ("kind", entry.Kind.ToString()),
        ("target", Text(entry.Target)),
        ("at", entry.At.UtcTicks),
        ("done", (object?)entry.DoneAt?.UtcTicks ?? DBNull.Value));

    public Task EndErasureAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE erasures SET done_at = @at WHERE id = @id", cancellationToken, ("id", Text(id)), ("at", at.UtcTicks));

    public async Task<IReadOnlyList<ErasureEntry>> ErasuresAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(connection, "SELECT id, kind, target, at, done_at FROM erasures ORDER BY at, id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<ErasureEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(await ErasureAsync(reader, cancellationToken));
        }

        return entries;
    }

    private static Task InsertKeysAsync(
        DbTransaction transaction, (Guid Subject, WrappedKey Key)[] keys, string onConflict, CancellationToken cancellationToken)
    {
        var rows = string.Join(", ", keys.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"(@s{at}, @m{at}, @w{at})")));
        return RunAsync(
            transaction,
            $"INSERT INTO subject_keys (subject, master, wrapped) VALUES {rows} {onConflict}",
            [.. keys.SelectMany((one, at) => new (string, object)[]
            {
                (string.Create(CultureInfo.InvariantCulture, $"s{at}"), Text(one.Subject)),
                (string.Create(CultureInfo.InvariantCulture, $"m{at}"), one.Key.MasterVersion),
                (string.Create(CultureInfo.InvariantCulture, $"w{at}"), Convert.ToBase64String(one.Key.Bytes)),
            })],
            cancellationToken);
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken, params (string Name, object Value)[] values)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = Command(connection, statement, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RunAsync(
        DbTransaction transaction, string statement, (string Name, object Value)[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction.Connection!, statement, values); // It has one until it has ended.
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = connect();
        await connection.OpenAsync(cancellationToken);
        prepare(connection);
        if (!isMade)
        {
            await using var command = Command(connection, Schema);
            await command.ExecuteNonQueryAsync(cancellationToken);
            isMade = true;
        }

        return connection;
    }

    private static DbCommand Command(DbConnection connection, string statement, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string Places(int count) => string.Join(", ", Enumerable.Range(0, count).Select(at => $"@{Place(at)}"));

    private static string Place(int at) => string.Create(CultureInfo.InvariantCulture, $"v{at}");

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static Guid Id(string text) => Guid.ParseExact(text, "D");

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
}
