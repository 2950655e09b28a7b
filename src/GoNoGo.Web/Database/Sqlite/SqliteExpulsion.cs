using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Takes the writer's connection away from a unit whose work cannot be stopped: rolls it back, commits for those who had finished
/// before it, and lets it write no more.
/// </summary>
internal static class SqliteExpulsion
{
    /// <summary>Lets a connection read only, also by statements that were prepared before.</summary>
    private const string Bar = "PRAGMA query_only = ON";

    /// <summary>How long a statement of a unit that is expelled may go on before it is interrupted.</summary>
    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The first call holds the connection's mutex (sqlite3_exec) until the connection can only read, so that nothing of the unit's can
    /// come between; then the others' work is made durable, whose failure is told from that of the first call, and the connection is
    /// closed.
    /// </summary>
    /// <param name="expelled">The connection, which nobody else uses from now on.</param>
    /// <param name="ending">The units that share its transaction.</param>
    /// <param name="savepoint">Where the unit began.</param>
    /// <param name="connectionString">Of the database.</param>
    public static async Task RunAsync(SqliteConnection expelled, SqliteCommitGroup ending, string savepoint, string connectionString)
    {
        var handle = expelled.Handle!; // Null only while the connection is closed.
        var run = Task.Run(() => raw.sqlite3_exec(handle, $"ROLLBACK TO {savepoint}; RELEASE {savepoint}; {Bar}"));
        if (await Task.WhenAny(run, Task.Delay(LongestStatement)) != run)
        {
            raw.sqlite3_interrupt(handle);
        }

        // Nothing writes on the connection any more; what the others had written before is still to be made durable.
        var code = await run;
        code = code == raw.SQLITE_OK ? raw.sqlite3_exec(handle, "COMMIT") : code;
        if (code == raw.SQLITE_OK)
        {
            ending.Durable.SetResult();
        }
        else
        {
            ending.Durable.SetException(new SqliteException("The transaction was rolled back with a unit that hung in it.", code));
            _ = ending.Durable.Task.Exception; // Where nobody waits, nobody misses it.
        }

        Close(expelled, connectionString);
    }

    /// <summary>Closes a connection that somebody may still hold, for good: opened again it can only read.</summary>
    private static void Close(SqliteConnection expelled, string connectionString)
    {
        try
        {
            expelled.Dispose();
            expelled.ConnectionString = new SqliteConnectionStringBuilder(connectionString)
            {
                Mode = SqliteOpenMode.ReadOnly,
            }.ConnectionString;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException)
        {
            // Its holder is just using it, which is no harm: it has no transaction and cannot begin one that writes.
        }
    }
}
