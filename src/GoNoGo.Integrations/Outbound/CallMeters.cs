using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GoNoGo.Integrations.Outbound;

/// <summary>Counts, times and traces calls to services (meter and source <c>GoNoGo.Outbound</c>).</summary>
internal static class CallMeters
{
    private static readonly Meter Meter = new("GoNoGo.Outbound");
    private static readonly ActivitySource Source = new("GoNoGo.Outbound");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram(
            "gonogo.outbound.duration",
            "s",
            "How long calls to services took, by how they ended.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    /// <summary>Begins the span of a call; null where nobody listens.</summary>
    public static Activity? Begin(string service, string operation) => Source.StartActivity($"{service} {operation}", ActivityKind.Client)
        ?.SetTag("gonogo.service", service).SetTag("gonogo.operation", operation);

    public static void Ended(string service, string operation, string outcome, TimeSpan duration) => Duration.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("service", service),
        new KeyValuePair<string, object?>("operation", operation),
        new KeyValuePair<string, object?>("outcome", outcome));
}
