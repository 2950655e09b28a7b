using System.Globalization;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Health;

/// <summary>Whether there is a backup of the last two days.</summary>
internal sealed class BackupHealthCheck(BackupAge backups, IOptions<SiteOptions> site, TimeProvider clock) : IHealthCheck
{
    /// <summary>They are made each day; one may be missed.</summary>
    private static readonly TimeSpan Tolerated = TimeSpan.FromHours(50);

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        if (backups.Path is not { } path)
        {
            return Task.FromResult(HealthState.Of(
            [
                new HealthTrouble(
                    "backup_not_set_up",
                    site.Value.IsProduction,
                    $"No backups are made here: set {BackupAge.Setting} to a folder on another disk."),
            ]));
        }

        if (backups.FindNewest() is not { } newest)
        {
            return Task.FromResult(HealthState.Of(
                [new HealthTrouble("backup_missing", true, $"There is no backup in {path} yet: make one with 'gonogo backup'.")]));
        }

        var age = clock.GetUtcNow() - newest;
        return Task.FromResult(HealthState.Of(age <= Tolerated
            ? []
            :
            [
                new HealthTrouble("backup_old", true, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The newest backup in {path} is {age.TotalHours:0} hours old: see what the log says, or make one with "
                    + $"'gonogo backup'.")),
            ]) with
        {
            Details = new Dictionary<string, object> { ["age_hours"] = Math.Round(age.TotalHours, 1) },
        });
    }
}
