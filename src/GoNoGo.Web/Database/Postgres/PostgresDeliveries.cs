using System.Data;
using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// The statements by which deliveries are claimed, renewed and ended. The first of each aggregate is looked up row by row, and the rows are
/// found by their numbers: written as joins, both were planned as readings of the whole table. A claim is prepared for a minute: a plan
/// made while the table was empty would go on reading all of it. Ending, which names its row by the key, is prepared for good.
/// </summary>
internal static class PostgresDeliveries
{
    private const string Claim = """
        WITH due AS MATERIALIZED (
            SELECT event_sequence, aggregate_id, due_at
            FROM outbox_deliveries
            WHERE handler = $1 AND status = 'Available' AND due_at <= $2 AND leased_until IS NULL
                AND last_error_type IS DISTINCT FROM 'WorkerDied'
            ORDER BY due_at, event_sequence
            LIMIT $3),
        heads AS MATERIALIZED (
            SELECT due.event_sequence
            FROM due
            WHERE due.event_sequence = (
                SELECT earlier.event_sequence
                FROM outbox_deliveries earlier
                WHERE earlier.handler = $1 AND earlier.aggregate_id = due.aggregate_id AND earlier.status = 'Available'
                    AND (earlier.attempts > 0 OR earlier.due_at <= $2)
                ORDER BY earlier.event_sequence
                LIMIT 1)
            ORDER BY due.due_at, due.event_sequence
            LIMIT $4),
        mine AS MATERIALIZED (
            SELECT delivery.event_sequence
            FROM outbox_deliveries delivery
            WHERE delivery.event_sequence = ANY (ARRAY(SELECT event_sequence FROM heads)) AND delivery.handler = $1
                AND delivery.status = 'Available' AND delivery.leased_until IS NULL
            FOR UPDATE SKIP LOCKED),
        taken AS (
            UPDATE outbox_deliveries delivery
            SET attempts = delivery.attempts + 1, leased_until = $5, lease_token = $6
            FROM mine
            WHERE delivery.event_sequence = mine.event_sequence AND delivery.handler = $1
            RETURNING delivery.event_sequence, delivery.attempts)
        SELECT event_sequence, attempts FROM taken
        UNION ALL
        SELECT count(*), 0 FROM due
        """;

    private const string Renew = """
        WITH mine AS MATERIALIZED (
            SELECT event_sequence, handler
            FROM outbox_deliveries
            WHERE event_sequence = ANY ($1) AND lease_token = ANY ($2) AND status = 'Available'
            FOR UPDATE SKIP LOCKED)
        UPDATE outbox_deliveries delivery
        SET leased_until = $3
        FROM mine
        WHERE delivery.event_sequence = mine.event_sequence AND delivery.handler = mine.handler
        """;

    private const string End = """
        WITH mine AS (
            UPDATE outbox_deliveries
            SET status = 'Done', ended_at = $5, leased_until = NULL, lease_token = NULL, last_code = $6, last_trace_id = $7
            WHERE event_sequence = $1 AND handler = $2 AND lease_token = $3 AND status = 'Available'
            RETURNING handler),
        entered AS (
            INSERT INTO inbox (handler, event_id, handled_at)
            SELECT handler, $4, $5 FROM mine
            ON CONFLICT DO NOTHING
            RETURNING handler)
        SELECT (SELECT count(*) FROM mine) + (SELECT count(*) FROM entered)
        """;

    /// <summary>Written out, so that the planner sees the index that holds the suspects alone.</summary>
    private static readonly string ClaimSuspects =
        Claim.Replace("last_error_type IS DISTINCT FROM 'WorkerDied'", "last_error_type = 'WorkerDied'", StringComparison.Ordinal);

    public static async Task<ClaimedRows> ClaimAsync(
        DataContext data, DeliveryClaim claim, CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // Another text is another statement to whoever prepares it.
            var minute = claim.Now.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
            await using var command = Command(data, $"{(claim.Suspects ? ClaimSuspects : Claim)}\n/* {minute} */");
            Add(command, claim.Handler);
            Add(command, claim.Now.UtcTicks);
            Add(command, claim.Window ?? long.MaxValue);
            Add(command, claim.Limit);
            Add(command, claim.LeasedUntil.UtcTicks);
            Add(command, claim.Token);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<ClaimedRow> claimed = [];
            var due = 0L;
            while (await reader.ReadAsync(cancellationToken))
            {
                // A delivery that was taken has had an attempt: the row without one counts what was looked at.
                if (reader.GetInt32(1) is > 0 and var attempt)
                {
                    claimed.Add(new ClaimedRow(reader.GetInt64(0), attempt));
                }
                else
                {
                    due = reader.GetInt64(0);
                }
            }

            return new ClaimedRows(claimed, due > claimed.Count);
        }
        finally
        {
            await data.Database.CloseConnectionAsync();
        }
    }

    public static async Task<int> RenewAsync(
        DataContext data, HeldDeliveries held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = Command(data, Renew);
        Add(command, held.EventSequences);
        Add(command, held.Tokens);
        Add(command, until.UtcTicks);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<DeliveryEntry> EndAsync(DataContext data, DeliveryEnd end, CancellationToken cancellationToken)
    {
        await using var command = Command(data, End);
        Add(command, end.EventSequence);
        Add(command, end.Handler);
        Add(command, end.Token);
        Add(command, end.EventId);
        Add(command, end.Now.UtcTicks);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)end.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        Add(command, end.TraceId);
        await command.PrepareAsync(cancellationToken);
        return (DeliveryEntry)(int)(long)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new DataException("A count answered nothing."));
    }

    private static NpgsqlCommand Command(DataContext data, string statement) =>
        new(statement, (NpgsqlConnection)data.Database.GetDbConnection());

    private static void Add<T>(NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
