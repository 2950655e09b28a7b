using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Platform.Data;

/// <summary>
/// How the audit entries, events and deliveries of a unit are written at its end. Tracking each of these rows, which are never read
/// again in their unit, cost as much as the state they tell of.
/// </summary>
internal static class RecordStatements
{
    private const string Entry = """
        INSERT INTO audit_entries (at, transaction_id, actor, action, resource_type, resource_id, outcome, schema, commitment)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private const string Event = """
        INSERT INTO outbox_events (id, type, version, aggregate_id, transaction_id, occurred_at, due_at, payload, trace_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>All that a unit has to write, in order.</summary>
    public static IReadOnlyList<RecordStatement> Of(
        Transaction transaction,
        IReadOnlyDictionary<Guid, Key> keys,
        IEnumerable<OutboxDelivery> deliveries,
        string lastIdentity) =>
    [
        .. transaction.Entries.SelectMany(entry => Of(entry, keys, lastIdentity)),
        .. transaction.Published.Select(Of),
        .. deliveries.GroupBy(delivery => delivery.Event, delivery => delivery.Handler).Select(wanted => Of(wanted.Key, [.. wanted])),
    ];

    private static IEnumerable<RecordStatement> Of(AuditEntry entry, IReadOnlyDictionary<Guid, Key> keys, string lastIdentity)
    {
        yield return new RecordStatement(Entry,
        [
            entry.At.UtcTicks,
            entry.TransactionId,
            entry.Actor.ToString(),
            entry.Action,
            entry.ResourceType,
            entry.ResourceId,
            entry.Outcome,
            entry.Schema,
            entry.Commitment,
        ]);
        if (entry.Payload is { } payload)
        {
            yield return new RecordStatement(
                $"""
                 INSERT INTO audit_payloads (sequence, salt, content, subject_id, retain_until)
                 VALUES ({lastIdentity}, $1, $2, {(payload.SubjectId is null ? "NULL" : "$4")}, $3)
                 """,
                payload.SubjectId is { } subject
                    ? [
                        Array.Empty<byte>(),
                        AuditPayload.Seal(keys[subject], payload.Salt, payload.Content, subject),
                        payload.RetainUntil.UtcTicks,
                        subject,
                    ]
                    : [payload.Salt, payload.Content, payload.RetainUntil.UtcTicks]);
        }
    }

    /// <summary>All deliveries of an event at once: an event has a handful of them, so that the texts are few.</summary>
    private static RecordStatement Of(OutboxEvent published, IReadOnlyList<string> handlers)
    {
        var rows = handlers.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"(${index + 3})"));
        var text = $"""
            WITH wanted (handler) AS (VALUES {string.Join(", ", rows)})
            INSERT INTO outbox_deliveries (event_sequence, handler, aggregate_id, status, attempts, due_at)
            SELECT sequence, wanted.handler, aggregate_id, $2, 0, due_at FROM outbox_events, wanted WHERE id = $1
            """;
        return new RecordStatement(text, [published.Id, nameof(DeliveryStatus.Available), .. handlers]);
    }

    private static RecordStatement Of(OutboxEvent published) => new(Event,
    [
        published.Id,
        published.Type,
        published.Version,
        published.AggregateId,
        published.TransactionId,
        published.OccurredAt.UtcTicks,
        published.DueAt.UtcTicks,
        published.Payload,
        published.TraceId,
    ]);
}
