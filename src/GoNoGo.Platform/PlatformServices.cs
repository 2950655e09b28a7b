using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform;

/// <summary>Registers what every module stands on.</summary>
public static class PlatformServices
{
    /// <summary>Adds the unit of work, the outbox, the audit trail, keys and pseudonyms. The caller adds a context and a dialect.</summary>
    /// <param name="services">Where to.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddOptions<DataOptions>().BindConfiguration(DataOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateOnStart();
        services.AddSingleton(provider => new KeyFolder(
            provider.GetRequiredService<IOptions<KeyOptions>>().Value.Path
            ?? Path.Combine(provider.GetRequiredService<IOptions<DataOptions>>().Value.Path, "keys")));
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<AuditBacklog>();
        services.AddEvents();
        services.AddSingleton<IdempotencyRecords>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<AccessLog>();
        return services;
    }
}
