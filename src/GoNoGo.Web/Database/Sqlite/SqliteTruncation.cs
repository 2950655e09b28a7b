using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Empties the write-ahead log of a database into its file: until then the log holds pages as they were, with what was erased since.
/// </summary>
internal static class SqliteTruncation
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>False where somebody read from the log all the time.</summary>
    public static async Task<bool> RunAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not from the pool: the next one to use it would not wait for anybody either.
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await TryAsync(connection, cancellationToken))
        {
            try
            {
                await Task.Delay(Pause, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> TryAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        // It waits for nobody: who writes meanwhile must not be held up by it.
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.FieldCount == 3)
                {
                    return reader.GetInt64(0) == 0;
                }
            }
        }
        while (await reader.NextResultAsync(cancellationToken));

        return false;
    }
}
