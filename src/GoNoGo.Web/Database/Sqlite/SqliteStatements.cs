using System.Data.Common;
using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// The statements of the one writer's connection, prepared once: SQLite took longer to read the statements of a unit of work than to run
/// them. Those that the context makes are exchanged for kept ones. Only the unit at work may ask for one.
/// </summary>
internal sealed class SqliteStatements(SqliteWriter writer) : DbCommandInterceptor
{
    /// <summary>How many are kept. The program has fewer; those of lists differ by their lengths.</summary>
    private const int Most = 300;

    private readonly Lock state = new();
    private readonly Dictionary<string, KeptCommand> kept = new(StringComparer.Ordinal);
    private SqliteConnection? connection;

    /// <summary>A statement for the unit of a context, without values.</summary>
    /// <exception cref="InvalidOperationException">The unit was expelled.</exception>
    public SqliteCommand For(DataContext data, string text)
    {
        var command = Keep((SqliteConnection)data.Database.GetDbConnection(), text)
            ?? throw new InvalidOperationException("This unit of work was rolled back; what is left of it cannot write any more.");
        command.Transaction = (SqliteTransaction?)data.Database.CurrentTransaction?.GetDbTransaction();
        command.Parameters.Clear();
        return command;
    }

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result is not SqliteCommand { Connection: { } current } made
            || Keep(current, made.CommandText) is not { IsInUse: false } command)
        {
            return result; // Another connection, or one whose rows are still being read.
        }

        command.IsInUse = true;
        command.Transaction = made.Transaction;
        command.CommandTimeout = made.CommandTimeout;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in made.Parameters)
        {
            command.Parameters.Add(parameter);
        }

        made.Dispose();
        return command;
    }

    /// <summary>The kept statement of the writer's connection; null for any other, such as that of a unit which was expelled.</summary>
    private KeptCommand? Keep(SqliteConnection current, string text)
    {
        lock (state)
        {
            if (!writer.Owns(current))
            {
                return null;
            }

            if (current != connection || kept.Count >= Most)
            {
                Discard();
                connection = current;
            }

            if (!kept.TryGetValue(text, out var command))
            {
                kept[text] = command = new KeptCommand(text, current, writer);
            }

            return command;
        }
    }

    private void Discard()
    {
        foreach (var command in kept.Values.Where(command => !command.IsInUse))
        {
            command.Dispose();
        }

        kept.Clear();
    }

    /// <summary>Outlives its use by the context, which disposes of a command when it has its rows.</summary>
    private sealed class KeptCommand(string text, SqliteConnection connection, SqliteWriter writer) : SqliteCommand(text, connection)
    {
        public bool IsInUse { get; set; }

        protected override void Dispose(bool disposing)
        {
            if (IsInUse && disposing && Connection is { } current && writer.Owns(current))
            {
                IsInUse = false;
                return;
            }

            base.Dispose(disposing);
        }
    }
}
