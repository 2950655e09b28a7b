using System.Diagnostics.Metrics;

namespace GoNoGo.Web.Limits;

/// <summary>How often a limit was met, by its kind; never whose.</summary>
internal static class LimitMeters
{
    private static readonly Meter Meter = new("GoNoGo.Web");

    private static readonly Counter<long> RefusedRequests =
        Meter.CreateCounter<long>("gonogo.requests.limited", "{request}", "Requests that were refused with 429.");

    public static void Refused(string kind) => RefusedRequests.Add(1, new KeyValuePair<string, object?>("limit", kind));
}
