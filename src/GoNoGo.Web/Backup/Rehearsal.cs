using System.Diagnostics;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Cli;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Restores two copies into a scratch place beside the data folder's own, brings it to this program's shape, repeats the erasures,
/// verifies the audit trail, and throws all of it away: what a restore in need would do, without the need.
/// </summary>
internal sealed class Rehearsal(Settings settings, IDatabaseDump dump, IOptions<DataOptions> data, TimeProvider clock)
{
    private const string FolderName = ".rehearsal";
    private const string LockName = "lock";

    /// <summary>Rehearses.</summary>
    /// <returns>What was found; or why it could not be restored.</returns>
    public async Task<Result<RehearsalReport>> RunAsync(
        RestoreSource source, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(Path.Combine(data.Value.Path, FolderName));
        var name = $"gonogo_rehearsal_{source.Database.Id.ToString("N")[^8..]}";
        Make(folder);
        using var held = TryHold(folder);
        if (held is null)
        {
            return new BackupRefused($"Another rehearsal works in {folder}; wait for its end.");
        }

        try
        {
            Empty(folder);
            var connectionString = await dump.MakeScratchAsync(name, cancellationToken);
            return await RunAsync(source, Scratch(folder, connectionString), progress, cancellationToken);
        }
        catch (DumpFailedException exception)
        {
            return new BackupRefused(exception.Message);
        }
        finally
        {
            await dump.DropScratchAsync(name);
            Empty(folder);
            held.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Deletes what a rehearsal that was killed has left in a data folder.</summary>
    public static void DeleteLeftovers(string dataPath)
    {
        var folder = Path.Combine(dataPath, FolderName);
        if (Directory.Exists(folder) && TryHold(folder) is { } held)
        {
            held.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Result<RehearsalReport>> RunAsync(
        RestoreSource source, Settings scratch, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var app = CommandScope.Quiet(scratch, clock);
        await using var scope = app.Services.CreateAsyncScope();
        var restored = await scope.ServiceProvider.GetRequiredService<Restoration>().RunAsync(source, cancellationToken);
        if (!restored.Succeeded(out var manifest, out var refusal))
        {
            return refusal;
        }

        var facts = manifest.Database!; // RestoreSource has looked.
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        if (await scope.ServiceProvider.GetRequiredService<KeyFingerprints>().FindMismatchAsync(cancellationToken) is { } mismatch)
        {
            return new BackupRefused(
                $"The copy of the keys is not of those that the database was written under ({mismatch}), so that no server would "
                + "start with it: make a backup of both where they are right.");
        }

        var replayed = await scope.ServiceProvider.GetRequiredService<ErasureReplay>().RunAsync(cancellationToken);
        if (!replayed.Succeeded(out var erasures, out refusal))
        {
            return refusal;
        }

        var verified = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync([], progress, cancellationToken);
        return !verified.Succeeded(out var audit, out refusal)
            ? refusal
            : new RehearsalReport(
                source.Database.Id,
                source.Database.TakenAt,
                source.Keys.TakenAt,
                facts.Rows,
                audit.Size,
                [.. audit.Findings.Select(finding => finding.Message)],
                erasures.Count,
                Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 2));
    }

    // All keys and the ledger come from the copy: nothing of the place that is rehearsed for may help. Anchors from after the copy would
    // rightly say that it is an older one.
    private Settings Scratch(string folder, string connectionString) => settings.With(new Dictionary<string, string?>
    {
        [$"{DataOptions.Section}:{nameof(DataOptions.Path)}"] = folder,
        [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = connectionString,
        [$"{KeyOptions.Section}:{nameof(KeyOptions.Path)}"] = Path.Combine(folder, "keys"),
        [$"{KeyOptions.Section}:{nameof(KeyOptions.ConnectionString)}"] = "",
        [$"{KeyOptions.Section}:{nameof(KeyOptions.Given)}"] = "",
        [$"{AuditOptions.Section}:{nameof(AuditOptions.AnchorFile)}"] = Path.Combine(folder, "anchors.txt"),
        [$"{AuditOptions.Section}:{nameof(AuditOptions.GitTag)}"] = bool.FalseString,
        [$"{BackupOptions.Section}:{nameof(BackupOptions.Path)}"] = "",
        [$"{BackupOptions.Section}:{nameof(BackupOptions.BeforeUpgrade)}"] = bool.FalseString,
    });

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStream? TryHold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Empty(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.Name != LockName).ToList())
        {
            if (entry is DirectoryInfo inner)
            {
                inner.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }
}

/// <summary>What a rehearsal has found.</summary>
/// <param name="Backup">The id of the backup.</param>
/// <param name="TakenAt">The moment of which it is, UTC.</param>
/// <param name="KeysTakenAt">The moment of which the copy of the keys is, UTC.</param>
/// <param name="Rows">How many rows each table had, as the manifest says too.</param>
/// <param name="AuditSize">Leaves of the audit tree that were verified.</param>
/// <param name="Findings">What is wrong with the audit trail, a sentence each; empty where nothing is.</param>
/// <param name="ReplayedErasures">Erasures from after the backup that were repeated.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record RehearsalReport(
    Guid Backup,
    DateTimeOffset TakenAt,
    DateTimeOffset KeysTakenAt,
    IReadOnlyDictionary<string, long> Rows,
    long AuditSize,
    IReadOnlyList<string> Findings,
    int ReplayedErasures,
    double Seconds);
