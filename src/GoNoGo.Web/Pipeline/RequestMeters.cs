using System.Diagnostics.Metrics;

namespace GoNoGo.Web.Pipeline;

/// <summary>Counts and times requests (meter <c>GoNoGo.Web</c>), by what the server knows: nothing of a sender is among its tags.</summary>
internal static class RequestMeters
{
    private const string Other = "_OTHER";

    private static readonly Meter Meter = new("GoNoGo.Web");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram(
            "gonogo.request.duration",
            "s",
            "How long requests took that were answered.",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("gonogo.request.failures", "{request}", "Requests that failed on this side, by the type of the error.");

    /// <summary>The method, or one word for all that HTTP does not have: a stranger's word must not become a series.</summary>
    public static string Known(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE"
        ? method
        : Other;

    public static void Completed(string method, string template, int status, TimeSpan duration)
    {
        // A status is boxed for its tag, which a reader must not pay for where nobody listens.
        if (Duration.Enabled)
        {
            Duration.Record(
                duration.TotalSeconds,
                new KeyValuePair<string, object?>("method", method),
                new KeyValuePair<string, object?>("route", template),
                new KeyValuePair<string, object?>("status", status));
        }
    }

    public static void Failed(string errorType) => Failures.Add(1, new KeyValuePair<string, object?>("error_type", errorType));
}
