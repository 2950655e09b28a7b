using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>Registers deployment to App Platform, and what looks at the app there.</summary>
public static class DigitalOceanServices
{
    /// <summary>Adds it. Nothing is asked of DigitalOcean before somebody gives a token.</summary>
    /// <param name="services">Must also get the platform and <see cref="CodeHosting.CodeHostingServices"/>, whose ledger it shares.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddDigitalOcean(this IServiceCollection services)
    {
        services.AddOptions<DigitalOceanOptions>()
            .BindConfiguration(DigitalOceanOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOutboundClient(AppPlatformClient.ServiceId);
        services.AddOutboundClient(SiteFigures.ServiceId);

        // These constructors are internal because their parts are; the container sees public ones only.
        services.AddSingleton(provider => new AppPlatformClient(
            provider.GetRequiredService<IHttpClientFactory>(),
            Options(provider),
            provider.GetRequiredService<CallLedger>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new AppDeployer(
            provider.GetRequiredService<AppPlatformClient>(),
            Options(provider),
            new DeploymentTrail(provider.GetRequiredService<UnitOfWork>(), provider.GetRequiredService<AuditLog>(), Options(provider)),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PlatformMetrics(provider.GetRequiredService<AppPlatformClient>(), Options(provider)));
        services.AddSingleton(provider => new SiteFigures(
            provider.GetRequiredService<IHttpClientFactory>(), Options(provider), provider.GetRequiredService<CallLedger>()));
        services.AddSingleton(provider => new RegionWatch(
            provider.GetRequiredService<AppPlatformClient>(),
            Options(provider),
            provider.GetRequiredService<AuditBacklog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RegionWatch>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RegionWatch>());
        services.AddSingleton(ServiceHealth.CheckOf(AppPlatformClient.ServiceId));
        services.AddHealthCheck<RegionHealthCheck>(RegionHealthCheck.Name, HealthCheckUse.Report | HealthCheckUse.Serving);
        services.AddHealthCheck<RegionExamination>(
            RegionHealthCheck.Name, HealthCheckUse.Doctor, check => check with { TimeLimit = RegionExamination.TimeLimit });
        return services;
    }

    private static DigitalOceanOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DigitalOceanOptions>>().Value;
}
