using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GoNoGo.Platform.Events;

/// <summary>Counts and traces what becomes of events (meter and source <c>GoNoGo.Events</c>).</summary>
internal static class EventMeters
{
    private static readonly ActivitySource Source = new("GoNoGo.Events");
    private static readonly Meter Meter = new("GoNoGo.Events");
    private static readonly Counter<long> PublishedEvents = Meter.CreateCounter<long>(
        "gonogo.events.published", "{event}", "Events that were published, by their type.");
    private static readonly Counter<long> HandledEvents = Meter.CreateCounter<long>(
        "gonogo.events.handled", "{delivery}", "Attempts at handling events, by handler and how they ended.");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>(
        "gonogo.events.dead", "{delivery}", "Deliveries that were given up, by handler.");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "gonogo.events.lag",
        "s",
        "How long after they were due events were handled, by handler.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600] });


    public static void Published(string eventType) => PublishedEvents.Add(1, Tag("event_type", eventType));

    public static void Handled(string handler, string outcome, TimeSpan lag)
    {
        HandledEvents.Add(1, Tag("handler", handler), Tag("outcome", outcome));
        Lag.Record(lag.TotalSeconds, Tag("handler", handler));
    }

    public static void Died(string handler) => DeadLetters.Add(1, Tag("handler", handler));

    /// <summary>
    /// Begins the span of an attempt, which goes on in the trace in which the event was published. Where nobody listens it is an id alone,
    /// by which the log tells what belongs together.
    /// </summary>
    public static Activity Begin(string handler, string eventType, string? traceId)
    {
        const string name = "gonogo.events.handle";
        var parent = traceId is null
            ? default
            : new ActivityContext(ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
        if (Source.StartActivity(name, ActivityKind.Consumer, parent) is { } span)
        {
            return span.SetTag("gonogo.handler", handler).SetTag("gonogo.event_type", eventType);
        }

        var activity = new Activity(name);
        if (traceId is not null)
        {
            activity.SetParentId(parent.TraceId, parent.SpanId);
        }

        return activity.Start();
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
