using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Health;

/// <summary>Registers checks, and what looks by itself.</summary>
public static class HealthServices
{
    /// <summary>Adds the look that a running server takes at itself each minute, for its log and its meters.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddHealthWatch(this IServiceCollection services) => services.AddHostedService<HealthWatch>();

    /// <summary>Adds a check of a class of its own.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="services">Where to.</param>
    /// <param name="name">Of the part, in snake_case.</param>
    /// <param name="use">When it is made.</param>
    /// <param name="adjust">Changes what is usual.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddHealthCheck<T>(
        this IServiceCollection services,
        string name,
        HealthCheckUse use,
        Func<HealthCheckRegistration, HealthCheckRegistration>? adjust = null)
        where T : class, IHealthCheck
    {
        services.AddScoped<T>();
        var check = new HealthCheckRegistration(
            name, use, static (scope, cancellationToken) => scope.GetRequiredService<T>().CheckAsync(cancellationToken));
        return services.AddSingleton(adjust?.Invoke(check) ?? check);
    }
}
