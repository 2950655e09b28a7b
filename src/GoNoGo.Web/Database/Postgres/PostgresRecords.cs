using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>How a unit's records are written: in one round trip, by statements that each connection prepares once.</summary>
internal static class PostgresRecords
{
    /// <summary>In one order for everybody, so that two units with the same aggregates never wait for each other.</summary>
    private const string KeepOrder = """
        SELECT pg_advisory_xact_lock(key)
        FROM (SELECT DISTINCT hashtextextended('gonogo:outbox:' || name, 0) AS key FROM unnest($1) AS name ORDER BY 1) AS keys
        """;

    /// <summary>How many statements go in one batch: a unit may write thousands.</summary>
    private const int LargestBatch = 200;

    public static async Task WriteAsync(
        DataContext data,
        IReadOnlyCollection<string> aggregates,
        IReadOnlyList<RecordStatement> records,
        CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)data.Database.GetDbConnection();
        List<NpgsqlBatchCommand> commands = [.. OrderOf(aggregates), .. records.Select(Command)];
        foreach (var part in commands.Chunk(LargestBatch))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in part)
            {
                batch.BatchCommands.Add(command);
            }

            await batch.PrepareAsync(cancellationToken);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static IEnumerable<NpgsqlBatchCommand> OrderOf(IReadOnlyCollection<string> aggregates)
    {
        if (aggregates.Count > 0)
        {
            var keepOrder = new NpgsqlBatchCommand(KeepOrder);
            keepOrder.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. aggregates] });
            yield return keepOrder;
        }
    }

    private static NpgsqlBatchCommand Command(RecordStatement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Text);
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
