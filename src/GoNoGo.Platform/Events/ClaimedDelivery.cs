using System.Globalization;

namespace GoNoGo.Platform.Events;

/// <summary>A delivery that this process has claimed, with its event.</summary>
internal sealed record ClaimedDelivery(
    long EventSequence, string Handler, int Attempt, Guid Token, Guid EventId, DeliveredEvent Event)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Event.Type} {EventId} for {Handler}, attempt {Attempt}");
}

/// <summary>What one claim gave.</summary>
/// <param name="Deliveries">In the order of their events; empty if there was nothing to be had.</param>
/// <param name="MoreAreDue">Whether something that is due was left, so that another claim may find it later.</param>
internal sealed record ClaimedDeliveries(IReadOnlyList<ClaimedDelivery> Deliveries, bool MoreAreDue);

/// <summary>What a handler's process needs to know of an event.</summary>
internal sealed record DeliveredEvent(
    string Type, int Version, string Payload, DateTimeOffset OccurredAt, DateTimeOffset DueAt, string? TraceId);
