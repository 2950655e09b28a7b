using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Tells which threads have changed, also by another process such as a command of the operator: triggers of the table of comments write
/// the slug into <c>shown_changes</c>, which is looked at when the file has changed at all.
/// </summary>
internal static class SqliteShownChanges
{
    /// <summary>A number that SQLite keeps for each connection: it changes when another connection has committed.</summary>
    private const string DataVersion = "PRAGMA data_version";

    private const string Newer = "SELECT id, post_id FROM shown_changes WHERE id > $last ORDER BY id";
    private const string Newest = "SELECT COALESCE(MAX(id), 0) FROM shown_changes";

    /// <summary>How old a page of ours may become after another process has changed its thread.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static async Task WatchAsync(
        string connectionString, DatabaseListener listener, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        SqliteConnectionSettings.Apply(connection);
        await using var newest = Command(connection, Newest);
        var last = (long)(await newest.ExecuteScalarAsync(cancellationToken))!; // COALESCE gives a number.
        await using var version = Command(connection, DataVersion);
        await using var newer = Command(connection, Newer);
        var after = newer.Parameters.AddWithValue("$last", last);
        var seen = (object?)null;
        listener.Listening();
        while (true)
        {
            var current = await version.ExecuteScalarAsync(cancellationToken);
            if (!Equals(seen, current))
            {
                seen = current;
                after.Value = last = await TellAsync(newer, listener, last, cancellationToken);
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    private static async Task<long> TellAsync(
        SqliteCommand newer, DatabaseListener listener, long last, CancellationToken cancellationToken)
    {
        await using var changes = await newer.ExecuteReaderAsync(cancellationToken);
        while (await changes.ReadAsync(cancellationToken))
        {
            last = changes.GetInt64(0);
            listener.Shown(changes.GetString(1));
        }

        return last;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
