using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GoNoGo.Platform.Data;

/// <summary>Counts and traces units of work (meter and source <c>GoNoGo.Data</c>).</summary>
internal static class TransactionMeters
{
    private static readonly Meter Meter = new("GoNoGo.Data");
    private static readonly ActivitySource Source = new("GoNoGo.Data");
    private static readonly Counter<long> CommittedUnits = Meter.CreateCounter<long>(
        "gonogo.transactions.committed", "{transaction}", "Units of work that were committed.");
    private static readonly Counter<long> RolledBackUnits = Meter.CreateCounter<long>(
        "gonogo.transactions.rolled_back", "{transaction}", "Units of work that were rolled back, by why.");

    /// <summary>Begins the span of a unit; null where nobody listens.</summary>
    public static Activity? Begin() => Source.StartActivity("gonogo.unit_of_work");

    public static void Committed() => CommittedUnits.Add(1);

    public static void RolledBack(string errorType)
    {
        RolledBackUnits.Add(1, new KeyValuePair<string, object?>("error_type", errorType));
        if (Activity.Current is { } span && span.Source == Source)
        {
            span.SetTag("gonogo.outcome", errorType);
        }
    }
}
