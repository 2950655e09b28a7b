using System.Diagnostics.Metrics;

namespace GoNoGo.Platform.Data;

/// <summary>Counts how units of work end (meter <c>GoNoGo.Data</c>).</summary>
internal static class TransactionMeters
{
    private static readonly Meter Meter = new("GoNoGo.Data");
    private static readonly Counter<long> CommittedUnits = Meter.CreateCounter<long>("gonogo.transactions.committed");
    private static readonly Counter<long> RolledBackUnits = Meter.CreateCounter<long>("gonogo.transactions.rolled_back");

    public static void Committed() => CommittedUnits.Add(1);

    public static void RolledBack(string errorType) =>
        RolledBackUnits.Add(1, new KeyValuePair<string, object?>("error_type", errorType));
}
