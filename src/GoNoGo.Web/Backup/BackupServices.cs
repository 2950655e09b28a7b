using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Health;

namespace GoNoGo.Web.Backup;

internal static class BackupServices
{
    /// <summary>Adds the making and restoring of copies, and what deletes those that an upgrade has left.</summary>
    public static IServiceCollection AddBackup(this IServiceCollection services)
    {
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthCheck<BackupHealthCheck>("backup", HealthCheckUse.Report | HealthCheckUse.Doctor);
        services.AddSingleton<KeysCopy>();
        services.AddSingleton<FailedBackup>();
        services.AddSingleton<BackupTaking>();
        services.AddSingleton<UpgradeCopies>();
        services.AddSingleton<RestoreMark>();
        services.AddSingleton<Restoration>();
        services.AddSingleton(new RetentionStep("upgrade_copies", static (scope, transaction, _, _) =>
            Task.FromResult(scope.GetRequiredService<UpgradeCopies>().Delete(transaction.StartedAt))));
        return services;
    }
}
