namespace GoNoGo.Platform.Health;

/// <summary>When a check is made.</summary>
[Flags]
public enum HealthCheckUse
{
    /// <summary>For the health report of a running server.</summary>
    Report = 1,

    /// <summary>As well for readiness and the overall status: serving needs the part.</summary>
    Serving = 2,

    /// <summary>By <c>gonogo doctor</c>, beside a server or without one.</summary>
    Doctor = 4,
}
