using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Export;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform;

/// <summary>Registers what every module stands on.</summary>
public static class PlatformServices
{
    /// <summary>
    /// Adds the unit of work, the outbox, the audit trail, keys and pseudonyms. The caller adds a context, a dialect and the stores.
    /// </summary>
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
        services.AddScoped<KeyFingerprints>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<NewSubjects>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<AuditBacklog>();
        services.AddSingleton<PageVersions>();
        services.AddEvents();
        services.AddSingleton<IdempotencyRecords>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<WriteLimiter>();
        services.AddScoped<AccessLog>();
        services.AddScoped<AuditDetails>();
        services.AddScoped(provider => DataMap.Of(provider.GetRequiredService<DataContext>().Model));
        AddAudit(services);
        AddHealth(services);
        return services;
    }

    private static void AddHealth(IServiceCollection services)
    {
        const HealthCheckUse always = HealthCheckUse.Report | HealthCheckUse.Doctor;
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<Readiness>();
        services.TryAddSingleton<FreeSpace>(static path => new DriveInfo(NearestFolder(path)).AvailableFreeSpace);
        services.AddHealthCheck<DatabaseHealthCheck>(
            "database", always | HealthCheckUse.Serving, check => check with { NeedsDatabase = true });
        services.AddHealthCheck<EventBusHealthCheck>("event_bus", always, check => check with { NeedsDatabase = true });
        services.AddHealthCheck<AuditHealthCheck>("audit", always, check => check with { NeedsDatabase = true });
        services.AddHealthCheck<DiskHealthCheck>("disk", always | HealthCheckUse.Serving);
        services.AddHealthCheck<ClockHealthCheck>("clock", always, check => check with { NeedsDatabase = true });
        services.AddHealthCheck<KeyHealthCheck>("keys", always | HealthCheckUse.Serving);
        services.AddHealthCheck<KeyFingerprintCheck>(
            "key_fingerprints", HealthCheckUse.Doctor, check => check with { NeedsDatabase = true });
    }

    /// <summary>The folder that a path will be made in, where it is not there yet.</summary>
    private static string NearestFolder(string path)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        return folder;
    }

    private static void AddAudit(IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        services.TryAddSingleton(new AuditOrigin("localhost/audit"));
        services.AddSingleton<IAuditAnchor>(provider => new FileAnchor(
            provider.GetRequiredService<IOptions<AuditOptions>>().Value.AnchorFile
            ?? Path.Combine(provider.GetRequiredService<KeyFolder>().Path, "..", "audit-anchors.txt")));
        services.AddSingleton(provider => new LastVerification(
            Path.Combine(provider.GetRequiredService<KeyFolder>().Path, "..", "audit-verified.txt")));
        services.AddSingleton<AuditSealing>();
        services.AddSingleton<AuditAnchoring>();
        services.AddHostedService<AuditSealer>();
        services.AddScoped<AuditStatus>();
        services.AddScoped<AuditLog>();
        services.AddScoped<AuditVerifier>();
        services.AddSingleton<AuditVerifications>();
        services.AddScoped<AuditExport>();
    }
}
