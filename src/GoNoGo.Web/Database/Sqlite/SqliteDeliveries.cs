using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

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

    private const string More = """
        SELECT EXISTS (
            SELECT 1
            FROM outbox_deliveries
            WHERE handler = $handler AND status = 'Available' AND due_at <= $now AND leased_until IS NULL
                AND last_error_type IS DISTINCT FROM 'WorkerDied')
        """;

    private static readonly string ClaimSuspects = OfSuspects(Claim);
    private static readonly string MoreSuspects = OfSuspects(More);

    public static async Task<ClaimedRows> ClaimAsync(
        SqliteStatements statements, DataContext data, DeliveryClaim claim, CancellationToken cancellationToken)
    {
        var claimed = await TakeAsync(statements.For(data, claim.Suspects ? ClaimSuspects : Claim), claim, cancellationToken);
        if (claimed.Count == claim.Limit)
        {
            return new ClaimedRows(claimed, MoreAreDue: true);
        }

        var more = statements.For(data, claim.Suspects ? MoreSuspects : More);
        more.Parameters.AddWithValue("$handler", claim.Handler);
        more.Parameters.AddWithValue("$now", claim.Now.UtcTicks);
        return new ClaimedRows(claimed, await more.ExecuteScalarAsync(cancellationToken) is > 0L);
    }

    public static Task<int> RenewAsync(DataContext data, HeldDeliveries held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var tokens = string.Join(", ", held.Tokens.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"{{{index + 2}}}")));
        var renew = $$"""
            UPDATE outbox_deliveries
            SET leased_until = {0}
            WHERE event_sequence IN (SELECT value FROM json_each({1})) AND lease_token IN ({{tokens}}) AND status = 'Available'
            """;
        return data.Database.ExecuteSqlRawAsync(
            renew, [until.UtcTicks, JsonSerializer.Serialize(held.EventSequences), .. held.Tokens], cancellationToken);
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

    /// <summary>Written out, so that the planner sees the index that holds the suspects alone.</summary>
    private static string OfSuspects(string statement) =>
        statement.Replace("last_error_type IS DISTINCT FROM 'WorkerDied'", "last_error_type = 'WorkerDied'", StringComparison.Ordinal);

    private static async Task<List<ClaimedRow>> TakeAsync(
        SqliteCommand command, DeliveryClaim claim, CancellationToken cancellationToken)
    {
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
}
