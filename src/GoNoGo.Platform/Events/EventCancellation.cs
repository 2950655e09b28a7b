using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Events;

/// <summary>Takes back an event that nobody has begun to handle.</summary>
internal static class EventCancellation
{
    public static async Task<bool> CancelAsync(Transaction transaction, Guid eventId, CancellationToken cancellationToken)
    {
        var deliveries = transaction.Data.Set<OutboxDelivery>().Where(delivery => delivery.Event.Id == eventId);
        var cancelled = await deliveries
            .Where(delivery => delivery.Status == DeliveryStatus.Available && delivery.Attempts == 0)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(delivery => delivery.Status, DeliveryStatus.Cancelled)
                    .SetProperty(delivery => delivery.EndedAt, transaction.StartedAt),
                cancellationToken);
        if (cancelled == 0)
        {
            return false;
        }

        // The rows are this unit's now, so nobody can begin; somebody may have begun before.
        transaction.NoteWrite();
        if (!await deliveries.AnyAsync(delivery => delivery.Status != DeliveryStatus.Cancelled, cancellationToken))
        {
            return true;
        }

        await deliveries
            .Where(delivery => delivery.Status == DeliveryStatus.Cancelled && delivery.EndedAt == transaction.StartedAt)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(delivery => delivery.Status, DeliveryStatus.Available)
                    .SetProperty(delivery => delivery.EndedAt, (DateTimeOffset?)null),
                cancellationToken);
        return false;
    }
}
