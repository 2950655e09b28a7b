using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>The statements by which deliveries are claimed and ended, inside a unit of the one writer.</summary>
internal static class SqliteDeliveries
{
    private const string Claim = """
        UPDATE outbox_deliveries
        SET attempts = attempts + 1, leased_until = $until, lease_token = $token
        WHERE handler = $handler AND event_sequence IN (
            SELECT due.event_sequence
            FROM (
                SELECT event_sequence, aggregate_id, due_at
                FROM outbox_deliveries
                WHERE handler = $handler AND status = 'Available' AND due_at <= $now AND leased_until IS NULL
                    AND last_error_type IS DISTINCT FROM 'WorkerDied'
                ORDER BY due_at, event_sequence
                LIMIT $window) AS due
            WHERE NOT EXISTS (
                SELECT 1
                FROM outbox_deliveries AS earlier
                WHERE earlier.handler = $handler AND earlier.aggregate_id = due.aggregate_id
                    AND earlier.event_sequence < due.event_sequence AND earlier.status = 'Available'
                    AND (earlier.attempts > 0 OR earlier.due_at <= $now))
            ORDER BY due.due_at, due.event_sequence
            LIMIT $limit)
        RETURNING event_sequence, attempts
        """;

    public const string End = """
        UPDATE outbox_deliveries
        SET status = 'Done', ended_at = $now, leased_until = NULL, lease_token = NULL, last_code = $code, last_trace_id = $trace
        WHERE event_sequence = $sequence AND handler = $handler AND lease_token = $token AND status = 'Available';
        INSERT INTO inbox (handler, event_id, handled_at)
        SELECT $handler, $event, $now WHERE changes() = 1
        ON CONFLICT DO NOTHING;
        """;

    /// <summary>Written out, so that the planner sees the index that holds the suspects alone.</summary>
    private static readonly string ClaimSuspects =
        Claim.Replace("last_error_type IS DISTINCT FROM 'WorkerDied'", "last_error_type = 'WorkerDied'", StringComparison.Ordinal);

    public static async Task<IReadOnlyList<ClaimedRow>> ClaimAsync(
        SqliteStatements statements, DataContext data, DeliveryClaim claim, CancellationToken cancellationToken)
    {
        var command = statements.For(data, claim.Suspects ? ClaimSuspects : Claim);
        command.Parameters.AddWithValue("$handler", claim.Handler);
        command.Parameters.AddWithValue("$now", claim.Now.UtcTicks);
        command.Parameters.AddWithValue("$window", claim.Window ?? -1);
        command.Parameters.AddWithValue("$limit", claim.Limit);
        command.Parameters.AddWithValue("$until", claim.LeasedUntil.UtcTicks);
        command.Parameters.AddWithValue("$token", claim.Token);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<ClaimedRow> claimed = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(new ClaimedRow(reader.GetInt64(0), reader.GetInt32(1)));
        }

        return claimed;
    }

    public static async Task<DeliveryEntry> EndAsync(SqliteCommand command, DeliveryEnd end, CancellationToken cancellationToken)
    {
        command.Parameters.AddWithValue("$sequence", end.EventSequence);
        command.Parameters.AddWithValue("$handler", end.Handler);
        command.Parameters.AddWithValue("$token", end.Token);
        command.Parameters.AddWithValue("$event", end.EventId);
        command.Parameters.AddWithValue("$now", end.Now.UtcTicks);
        command.Parameters.AddWithValue("$code", (object?)end.Code ?? DBNull.Value);
        command.Parameters.AddWithValue("$trace", end.TraceId);
        return (DeliveryEntry)await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
