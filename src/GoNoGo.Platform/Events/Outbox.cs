using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>Where events wait for their handlers: written in the transaction of what they tell of, so that a crash loses none.</summary>
public sealed partial class Outbox
{
    /// <summary>The largest payload, in bytes of UTF-8.</summary>
    public const int MaximumPayloadBytes = 64 * 1024;

    private readonly ILookup<string, EventSubscription> handlers;
    private readonly EventSignal signal;
    private readonly ILogger<Outbox> logger;

    /// <summary>An outbox for the events that somebody wants, and for those that nobody does.</summary>
    /// <param name="subscriptions">Who wants what.</param>
    /// <param name="signal">Told when something is there to be handled.</param>
    /// <param name="logger">Gets what was published.</param>
    public Outbox(IEnumerable<EventSubscription> subscriptions, EventSignal signal, ILogger<Outbox> logger)
    {
        handlers = subscriptions.ToLookup(subscription => subscription.EventType, StringComparer.Ordinal);
        this.signal = signal;
        this.logger = logger;
    }

    internal static OutboxEvent Prepare<TEvent>(Transaction transaction, TEvent @event, DateTimeOffset? dueAt)
        where TEvent : IEvent
    {
        var payload = JsonSerializer.Serialize(@event, EventJson.Options);
        if (Encoding.UTF8.GetByteCount(payload) > MaximumPayloadBytes)
        {
            throw new ArgumentException($"An event of type {TEvent.Type} is over {MaximumPayloadBytes} bytes.", nameof(@event));
        }

        return new OutboxEvent
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            Type = TEvent.Type,
            Version = TEvent.Version,
            AggregateId = @event.AggregateId,
            TransactionId = transaction.Id,
            OccurredAt = transaction.StartedAt,
            DueAt = dueAt ?? transaction.StartedAt,
            Payload = payload,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            View = EventView.Of(@event),
        };
    }

    /// <summary>A delivery for each handler that wants what the unit has published.</summary>
    internal IEnumerable<OutboxDelivery> DeliveriesOf(Transaction transaction) =>
        from published in transaction.Published
        from subscription in handlers[published.Type]
        where subscription.Wants(published)
        select new OutboxDelivery
        {
            Event = published,
            Handler = subscription.Handler,
            AggregateId = published.AggregateId,
            DueAt = published.DueAt,
        };

    /// <summary>Tells dispatchers and the log, once the unit has committed.</summary>
    /// <param name="transaction">The unit's.</param>
    /// <param name="database">Tells the dispatchers of other processes.</param>
    internal void Announce(Transaction transaction, IUnitTransaction database)
    {
        if (transaction.Published.Count == 0)
        {
            return;
        }

        if (transaction.Published.Any(published => published.DueAt > transaction.StartedAt))
        {
            signal.Set(); // The dispatcher plans its next waking by what is due next.
            database.Tell(due: null);
        }
        else
        {
            string[] due = [.. DeliveriesOf(transaction).Select(delivery => delivery.Handler).Distinct(StringComparer.Ordinal)];
            signal.Set(due);
            database.Tell(due);
        }

        foreach (var published in transaction.Published)
        {
            EventMeters.Published(published.Type);
            LogPublished(published.Type, published.Id, published.OccurredAt, published.View);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Published {EventType} {EventId} of {OccurredAt}: {View}")]
    private partial void LogPublished(string eventType, Guid eventId, DateTimeOffset occurredAt, string? view);
}
