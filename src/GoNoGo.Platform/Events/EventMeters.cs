using System.Diagnostics.Metrics;

namespace GoNoGo.Platform.Events;

/// <summary>Counts what becomes of events (meter <c>GoNoGo.Events</c>).</summary>
internal static class EventMeters
{
    private static readonly Meter Meter = new("GoNoGo.Events");
    private static readonly Counter<long> PublishedEvents = Meter.CreateCounter<long>("gonogo.events.published");
    private static readonly Counter<long> HandledEvents = Meter.CreateCounter<long>("gonogo.events.handled");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("gonogo.events.dead");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("gonogo.events.lag", "s");

    public static void Published(string eventType) => PublishedEvents.Add(1, Tag("event_type", eventType));

    public static void Handled(string handler, string outcome, TimeSpan lag)
    {
        HandledEvents.Add(1, Tag("handler", handler), Tag("outcome", outcome));
        Lag.Record(lag.TotalSeconds, Tag("handler", handler));
    }

    public static void Died(string handler) => DeadLetters.Add(1, Tag("handler", handler));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
