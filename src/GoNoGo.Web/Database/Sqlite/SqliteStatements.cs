using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// The statements that every unit of work ends with, prepared once for the connection of the one writer. Only the unit at work may
/// ask for one.
/// </summary>
internal sealed class SqliteStatements
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private SqliteConnection? connection;

    /// <summary>A statement for the unit of a context, without values.</summary>
    public SqliteCommand For(DataContext data, string text)
    {
        var current = (SqliteConnection)data.Database.GetDbConnection();
        if (current != connection)
        {
            // A connection that was closed has taken its statements with it.
            prepared.Clear();
            connection = current;
        }

        if (!prepared.TryGetValue(text, out var command))
        {
            prepared[text] = command = new SqliteCommand(text, current);
        }

        command.Transaction = (SqliteTransaction?)data.Database.CurrentTransaction?.GetDbTransaction();
        command.Parameters.Clear();
        return command;
    }
}
