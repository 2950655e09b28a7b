namespace GoNoGo.Platform.Health;

/// <summary>A check and when it is made. Registered by <see cref="HealthServices"/>.</summary>
/// <param name="Name">Of the part, in snake_case; two of one name are never made for the same use.</param>
/// <param name="Use">When it is made.</param>
/// <param name="CheckAsync">Makes it, with the services of a scope of its own.</param>
public sealed record HealthCheckRegistration(
    string Name, HealthCheckUse Use, Func<IServiceProvider, CancellationToken, Task<HealthState>> CheckAsync)
{
    /// <summary>How long it may take, usually.</summary>
    public static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(5);

    /// <summary>How long it may take before the part counts as unhealthy.</summary>
    public TimeSpan TimeLimit { get; init; } = UsualTime;

    /// <summary>Whether it makes sense only where the database has the shape of this program.</summary>
    public bool NeedsDatabase { get; init; }

    /// <summary>Whether it is made for a use.</summary>
    /// <param name="use">Which.</param>
    /// <returns>True where it is one of several.</returns>
    public bool IsFor(HealthCheckUse use) => (Use & use) != default;
}
