using System.Diagnostics.Metrics;

namespace GoNoGo.Integrations.Outbound;

/// <summary>Counts and times calls to services (meter <c>GoNoGo.Outbound</c>).</summary>
internal static class CallMeters
{
    private static readonly Meter Meter = new("GoNoGo.Outbound");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("gonogo.outbound.duration", "s", "How long calls to services took, by how they ended.");

    public static void Ended(string service, string operation, string outcome, TimeSpan duration) => Duration.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("service", service),
        new KeyValuePair<string, object?>("operation", operation),
        new KeyValuePair<string, object?>("outcome", outcome));
}
