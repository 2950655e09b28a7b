using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Events;

/// <summary>Removes what nobody needs any more of events, a batch at a time; the retention sweep calls it.</summary>
public static class EventPruning
{
    /// <summary>How long a delivery is kept after it was done, and an event that nobody wants.</summary>
    public static readonly TimeSpan DoneKept = TimeSpan.FromDays(14);

    /// <summary>How long a dead, discarded or cancelled delivery is kept, and the inbox.</summary>
    public static readonly TimeSpan DeadKept = TimeSpan.FromDays(90);

    /// <summary>Removes deliveries that ended long ago.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many they were.</returns>
    public static async Task<int> RemoveDeliveriesAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var (done, dead) = (transaction.StartedAt - DoneKept, transaction.StartedAt - DeadKept);
        return await transaction.Data.Set<OutboxDelivery>()
            .Where(delivery => (delivery.Status == DeliveryStatus.Done && delivery.EndedAt <= done)
                || ((delivery.Status == DeliveryStatus.Dead
                        || delivery.Status == DeliveryStatus.Discarded
                        || delivery.Status == DeliveryStatus.Cancelled)
                    && delivery.EndedAt <= dead))
            .OrderBy(delivery => delivery.EventSequence)
            .Take(limit)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes what the inbox knows of events whose deliveries have gone.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many they were.</returns>
    public static async Task<int> RemoveInboxAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var old = transaction.StartedAt - DeadKept;
        var deliveries = transaction.Data.Set<OutboxDelivery>();
        return await transaction.Data.Set<InboxEntry>()
            .Where(entry => entry.HandledAt <= old)
            .Where(entry => !deliveries.Any(delivery => delivery.Event.Id == entry.EventId && delivery.Handler == entry.Handler))
            .OrderBy(entry => entry.HandledAt)
            .Take(limit)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes events that have no deliveries: all have gone, or nobody wanted them.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many they were.</returns>
    public static async Task<int> RemoveEventsAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var old = transaction.StartedAt - DoneKept;
        var deliveries = transaction.Data.Set<OutboxDelivery>();
        return await transaction.Data.Set<OutboxEvent>()
            .Where(published => published.OccurredAt <= old && published.DueAt <= old)
            .Where(published => !deliveries.Any(delivery => delivery.EventSequence == published.Sequence))
            .OrderBy(published => published.OccurredAt)
            .Take(limit)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
