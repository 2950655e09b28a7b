using System.Globalization;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>Whether there is a backup, and none was missed but one.</summary>
internal sealed class BackupHealthCheck(IOptions<BackupOptions> options, IOptions<SiteOptions> site, TimeProvider clock) : IHealthCheck
{
    /// <summary>How long one takes and may be late.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(2);

    /// <summary>How often somebody who makes them by hand is expected to.</summary>
    private const int EveryHoursByHand = 24;

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Check(options.Value));

    private HealthState Check(BackupOptions settings)
    {
        if (!settings.IsConfigured)
        {
            return HealthState.Of(
            [
                new HealthTrouble(
                    "backup_not_set_up",
                    site.Value.IsProduction,
                    "No backups are made here: set GoNoGo:Backup:Path to a folder on another disk (docs/operations/backup.md)."),
            ]);
        }

        var folder = BackupTaking.DatabaseFolder(settings);
        if (folder.NewestAt is not { } newest)
        {
            return HealthState.Of(
                [new HealthTrouble("backup_missing", true, $"There is no backup in {folder.Path} yet: make one with 'gonogo backup'.")]);
        }

        var age = clock.GetUtcNow() - newest;
        var tolerated = TimeSpan.FromHours(2 * (settings.EveryHours > 0 ? settings.EveryHours : EveryHoursByHand)) + Late;
        return HealthState.Of(age <= tolerated
            ? []
            :
            [
                new HealthTrouble("backup_old", true, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The newest backup in {folder.Path} is {age.TotalHours:0} hours old: see what the log says, or make one with "
                    + $"'gonogo backup'.")),
            ]) with
        {
            Details = new Dictionary<string, object> { ["age_hours"] = Math.Round(age.TotalHours, 1) },
        };
    }
}
