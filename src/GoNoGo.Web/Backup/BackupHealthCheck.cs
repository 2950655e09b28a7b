using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>Whether there is a backup in both places, none was missed but one, the last did not fail, and the places are apart.</summary>
internal sealed class BackupHealthCheck(
    IOptions<BackupOptions> options, IOptions<SiteOptions> site, IOptions<DataOptions> data, FailedBackup failed, TimeProvider clock)
    : IHealthCheck
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

        var now = clock.GetUtcNow();
        var (folder, keysFolder) = (BackupTaking.DatabaseFolder(settings), BackupTaking.KeysFolder(settings));
        try
        {
            var (newest, newestKeys) = (Newest(folder, now), Newest(keysFolder, now));
            return HealthState.Of(
            [
                .. Failure(newest),
                .. Age(settings, folder, newest, now),
                .. Age(settings, keysFolder, newestKeys, now),
                .. Future(folder, now),
                .. Future(keysFolder, now),
                .. Kept(settings, folder, settings.KeepDays, now),
                .. Kept(settings, keysFolder, settings.KeysKeepDays, now),
                .. Place(settings),
            ]) with
            {
                Details = newest is { } one && newestKeys is { } other
                    ? new Dictionary<string, object> { ["age_hours"] = Math.Round((now - (one < other ? one : other)).TotalHours, 1) }
                    : new Dictionary<string, object>(),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return HealthState.Of(
            [
                new HealthTrouble(
                    "backup_unreadable",
                    true,
                    $"{folder.Path} or {keysFolder.Path} cannot be read by this user: correct the owner and mode of both."),
            ]);
        }
    }

    private static DateTimeOffset? Newest(BackupFolder folder, DateTimeOffset now) =>
        folder.NamesUntil(now) is [var newest, ..] ? folder.TimeOf(newest) : null;

    private IEnumerable<HealthTrouble> Failure(DateTimeOffset? newest)
    {
        if (failed.Read() is var (at, sentence) && (newest is null || at > newest))
        {
            yield return new HealthTrouble("backup_failed", true, string.Create(
                CultureInfo.InvariantCulture, $"The backup of {at.UtcDateTime:yyyy-MM-dd HH:mm}Z failed: {sentence}"));
        }
    }

    private static IEnumerable<HealthTrouble> Age(BackupOptions settings, BackupFolder folder, DateTimeOffset? newest, DateTimeOffset now)
    {
        var tolerated = TimeSpan.FromHours(2 * HoursBetween(settings)) + Late;
        if (newest is null)
        {
            yield return new HealthTrouble(
                "backup_missing", true, $"There is no backup in {folder.Path} yet: make one with 'gonogo backup'.");
        }
        else if (now - newest > tolerated)
        {
            yield return new HealthTrouble("backup_old", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The newest backup in {folder.Path} is {(now - newest.Value).TotalHours:0} hours old: see what the log says, or make one "
                + $"with 'gonogo backup'."));
        }
    }

    private static IEnumerable<HealthTrouble> Future(BackupFolder folder, DateTimeOffset now)
    {
        if (folder.Names().Except(folder.NamesUntil(now), StringComparer.Ordinal).FirstOrDefault() is { } name)
        {
            yield return new HealthTrouble(
                "backup_from_the_future",
                true,
                $"{name} in {folder.Path} was taken under a clock that was wrong, or this one is: set the clock, or delete that copy.");
        }
    }

    // Where backups are rare, those that always stay are older than what people were told.
    private static IEnumerable<HealthTrouble> Kept(BackupOptions settings, BackupFolder folder, int keepDays, DateTimeOffset now)
    {
        var tolerated = TimeSpan.FromDays(keepDays) + TimeSpan.FromHours(2 * HoursBetween(settings)) + Late;
        if (folder.NamesUntil(now) is { Count: > 1 } names && now - folder.TimeOf(names[^1]) > tolerated)
        {
            yield return new HealthTrouble("backup_kept_long", true, string.Create(
                CultureInfo.InvariantCulture,
                $"{names[^1]} in {folder.Path} is older than {keepDays} days: make backups more often, or delete it by hand."));
        }
    }

    private IEnumerable<HealthTrouble> Place(BackupOptions settings)
    {
        var here = UnixFiles.DeviceOf(data.Value.Path);
        foreach (var place in new[] { settings.Path!, settings.KeysPath! }) // Both are set where one is.
        {
            if (BackupOptions.Overlap(place, data.Value.Path))
            {
                yield return new HealthTrouble(
                    "backup_within_data",
                    false,
                    $"{place} lies within the data folder, or it within that: a copy is lost with what it is of.");
            }
            else if (here is not null && UnixFiles.DeviceOf(place) == here)
            {
                yield return new HealthTrouble(
                    "backup_on_same_device", false, $"{place} is on the disk of the data folder: a copy is lost with what it is of.");
            }
        }
    }

    private static int HoursBetween(BackupOptions settings) => settings.EveryHours > 0 ? settings.EveryHours : EveryHoursByHand;
}
