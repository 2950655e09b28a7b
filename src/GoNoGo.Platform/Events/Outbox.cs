using System.Text;
using System.Text.Json;
using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Events;

/// <summary>Where events wait for their handlers: written in the transaction of what they tell of, so that a crash loses none.</summary>
/// <param name="subscriptions">Who wants what.</param>
public sealed class Outbox(IEnumerable<EventSubscription> subscriptions)
{
    /// <summary>The largest payload, in bytes of UTF-8.</summary>
    public const int MaximumPayloadBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly ILookup<string, string> handlers =
        subscriptions.ToLookup(subscription => subscription.EventType, subscription => subscription.Handler);

    internal void Publish<TEvent>(Transaction transaction, TEvent @event)
        where TEvent : IEvent
    {
        var payload = JsonSerializer.Serialize(@event, Json);
        if (Encoding.UTF8.GetByteCount(payload) > MaximumPayloadBytes)
        {
            throw new ArgumentException($"An event of type {TEvent.Type} is over {MaximumPayloadBytes} bytes.", nameof(@event));
        }

        var published = new OutboxEvent
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            Type = TEvent.Type,
            Version = TEvent.Version,
            AggregateId = @event.AggregateId,
            TransactionId = transaction.Id,
            OccurredAt = transaction.StartedAt,
            Payload = payload,
        };
        transaction.Data.Add(published);
        foreach (var handler in handlers[TEvent.Type])
        {
            transaction.Data.Add(new OutboxDelivery
            {
                Event = published,
                Handler = handler,
                AggregateId = published.AggregateId,
                DueAt = published.OccurredAt,
            });
        }
    }
}
