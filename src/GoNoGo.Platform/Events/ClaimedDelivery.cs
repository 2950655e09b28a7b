using System.Globalization;

namespace GoNoGo.Platform.Events;

/// <summary>A delivery that this process has claimed, with its event.</summary>
internal sealed record ClaimedDelivery(
    long EventSequence, string Handler, int Attempt, Guid Token, Guid EventId, DeliveredEvent Event)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Event.Type} {EventId} for {Handler}, attempt {Attempt}");
}

/// <summary>What a handler's process needs to know of an event.</summary>
internal sealed record DeliveredEvent(
    string Type, int Version, string Payload, DateTimeOffset OccurredAt, DateTimeOffset DueAt, string? TraceId);
