namespace GoNoGo.Platform.Health;

/// <summary>How a part of the program is doing, the better first.</summary>
public enum HealthStatus
{
    /// <summary>As it should.</summary>
    Healthy,

    /// <summary>It does its work, slowly or in part, and somebody should look.</summary>
    Degraded,

    /// <summary>It does not do its work.</summary>
    Unhealthy,
}
