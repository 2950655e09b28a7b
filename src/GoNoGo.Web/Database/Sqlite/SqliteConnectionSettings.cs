using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Sets what SQLite keeps for each connection: a commit is durable when it returns, writers wait for each other, and erased
/// bytes are overwritten.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 10000;
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        """;

    /// <summary>The connections of SQLite itself that have them; opening one from the pool comes upon them again.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> WithPragmas = [];

    /// <summary>Sets them, unless the connection of the pool has them from its last use.</summary>
    /// <param name="connection">An open connection.</param>
    public static void Apply(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!; // Null only while it is closed.
        if (WithPragmas.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        WithPragmas.TryAdd(handle, Pragmas);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection); // SQLite has nothing to wait for.
        return Task.CompletedTask;
    }
}
