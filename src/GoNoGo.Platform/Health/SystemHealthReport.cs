namespace GoNoGo.Platform.Health;

/// <summary>How the whole program is doing.</summary>
/// <param name="OverallStatus">The worst of what serving needs.</param>
/// <param name="ComponentHealth">Each part by its name, in the order in which they were registered.</param>
/// <param name="Timestamp">When the last look ended, UTC.</param>
public sealed record SystemHealthReport(
    HealthStatus OverallStatus, IReadOnlyDictionary<string, HealthCheckResult> ComponentHealth, DateTimeOffset Timestamp);

/// <summary>How one part is doing.</summary>
/// <param name="Status">How.</param>
/// <param name="ResponseTimeMs">How long the look took, in milliseconds with two decimals.</param>
/// <param name="Details">What is known of the part, by names in snake_case.</param>
/// <param name="Troubles">What somebody should know.</param>
/// <param name="ErrorType">The type of what the look threw, never its text; null where it ended well.</param>
/// <param name="Timestamp">When the look ended, UTC.</param>
public sealed record HealthCheckResult(
    HealthStatus Status,
    double ResponseTimeMs,
    IReadOnlyDictionary<string, object> Details,
    IReadOnlyList<HealthTrouble> Troubles,
    string? ErrorType,
    DateTimeOffset Timestamp);
