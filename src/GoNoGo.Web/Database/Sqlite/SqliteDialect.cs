using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>SQLite has one writer at a time, which all units share.</summary>
internal sealed class SqliteDialect(SqliteWriter writer, SqliteStatements statements, SqliteFile file, TimeProvider clock)
    : IDatabaseDialect
{
    public Task<IUnitTransaction> BeginAsync(DataContext data, CancellationToken cancellationToken) =>
        writer.BeginAsync(data, cancellationToken);

    // One writer at a time: numbers rise as they become visible.
    public async Task WriteRecordsAsync(
        DataContext data,
        IReadOnlyCollection<string> aggregates,
        IReadOnlyList<RecordStatement> records,
        CancellationToken cancellationToken)
    {
        foreach (var statement in records)
        {
            var command = statements.For(data, statement.Text);
            for (var i = 0; i < statement.Values.Count; i++)
            {
                command.Parameters.AddWithValue($"${i + 1}", statement.Values[i] ?? DBNull.Value);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public Task LockAsync(DataContext data, string aggregate, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> ForgetAsync(DataContext data, CancellationToken cancellationToken) =>
        SqliteTruncation.RunAsync(file.ConnectionString, cancellationToken);

    public string LastIdentity => "last_insert_rowid()";

    public bool HasOneServer => true;

    public async Task<ClaimedRows> ClaimAsync(DataContext data, DeliveryClaim claim, CancellationToken cancellationToken)
    {
        await using var unit = await writer.BeginAsync(data, cancellationToken);
        var claimed = await SqliteDeliveries.ClaimAsync(statements, data, claim, cancellationToken);
        await unit.CommitAsync();
        return claimed;
    }

    public Task<int> RenewAsync(DataContext data, HeldDeliveries held, DateTimeOffset until, CancellationToken cancellationToken) =>
        SqliteDeliveries.RenewAsync(data, held, until, cancellationToken);

    public Task<DeliveryEntry> EndDeliveryAsync(DataContext data, DeliveryEnd end, CancellationToken cancellationToken) =>
        SqliteDeliveries.EndAsync(statements.For(data, SqliteDeliveries.End), end, cancellationToken);

    // SQLite tells nobody of events, for which the dispatcher looks by itself.
    public Task ListenAsync(DatabaseListener listener, CancellationToken cancellationToken) =>
        SqliteShownChanges.WatchAsync(file.ConnectionString, listener, clock, cancellationToken);

    public bool IsUniqueViolation(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteExtendedErrorCode
        is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY;

    public bool IsConflict(Exception exception) => false;

    public bool IsUnavailable(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode
        is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN;
}
