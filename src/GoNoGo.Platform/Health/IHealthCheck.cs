namespace GoNoGo.Platform.Health;

/// <summary>Looks at one part of the program, or at a service that it depends on. Made anew for each look, in a scope of its own.</summary>
public interface IHealthCheck
{
    /// <summary>Looks now.</summary>
    /// <param name="cancellationToken">Ends the look when its time is over.</param>
    /// <returns>What was found. What it throws makes the part unhealthy, by the type of the error.</returns>
    Task<HealthState> CheckAsync(CancellationToken cancellationToken);
}
