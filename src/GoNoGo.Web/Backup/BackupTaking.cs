using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Cli;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Makes the two copies that belong together, beside a running server: the database, and the keys with the ledger of erasures, each under a
/// key of its own in a folder of its own. The keys are copied after the database, so that they know every erasure that it does, and are in
/// place before it counts.
/// </summary>
internal sealed partial class BackupTaking(
    IOptions<BackupOptions> options,
    IDatabaseDump dump,
    KeysCopy keysCopy,
    KeyRing keys,
    FailedBackup failed,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<BackupTaking> logger)
{
    /// <summary>
    /// Makes both copies, deletes those that are too old, and enters it in the audit trail. Nothing is deleted while the clock has jumped,
    /// as nothing of the database is (<see cref="RetentionGuard"/>).
    /// </summary>
    /// <param name="actor">Who has it made.</param>
    /// <param name="progress">Learns how far the copy of the database is.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <returns>What was made; or <see cref="BackupRefused"/>, <see cref="BackupRunning"/>, <see cref="BackupNotConfigured"/>.</returns>
    public async Task<Result<TakenBackup>> TakeAsync(
        AuditActor actor, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(progress, await HasClockJumpedAsync(cancellationToken), cancellationToken);
        await EnterAsync(actor, written, cancellationToken);
        return written;
    }

    /// <summary>
    /// Makes both copies, deletes none, and enters nothing: before an upgrade neither the trail nor what tells of a jumped clock may have
    /// its shape yet.
    /// </summary>
    public Task<Result<TakenBackup>> WriteAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken) =>
        WriteAsync(progress, keepsOld: true, cancellationToken);

    /// <summary>Enters a backup, or that there is none, in the audit trail.</summary>
    public async Task EnterAsync(AuditActor actor, Result<TakenBackup> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Error is BackupNotConfigured or BackupRunning)
        {
            return;
        }

        var act = outcome.Value is { } taken
            ? new AuditAct(actor, "backup.taken", "backup", taken.Id.ToString("D"), new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["bytes"] = taken.Bytes.ToString(CultureInfo.InvariantCulture),
                ["rows"] = taken.Rows.ToString(CultureInfo.InvariantCulture),
            })
            : new AuditAct(actor, "backup.failed", "backup", "none") { Outcome = "failed" };
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.EnterAsync(act, cancellationToken);
    }

    public static BackupFolder DatabaseFolder(BackupOptions settings) => new(settings.Path!, "database"); // Asked only where configured.

    public static BackupFolder KeysFolder(BackupOptions settings) => new(settings.KeysPath!, "keys"); // The options demand it then.

    private async Task<Result<TakenBackup>> WriteAsync(
        IProgress<(int Done, int Total)>? progress, bool keepsOld, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (!settings.IsConfigured)
        {
            return new BackupNotConfigured();
        }

        var (folder, keysFolder) = (DatabaseFolder(settings), KeysFolder(settings));
        try
        {
            folder.Make();
            keysFolder.Make();
            using var held = folder.TryHold();
            using var keysHeld = held is null ? null : keysFolder.TryHold();
            return held is null || keysHeld is null ? new BackupRunning()
                : FindStranger(folder, keysFolder) is { } stranger ? Failed(stranger)
                : await WriteAsync(settings, folder, keysFolder, progress, keepsOld, cancellationToken);
        }
        catch (DumpFailedException exception)
        {
            return Failed(new BackupRefused(exception.Message));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(new BackupRefused(
                $"The backup could not be written ({exception.Message.TrimEnd('.')}); look at disk and permissions."));
        }
        catch (Exception exception) when (exception is DbException)
        {
            return Failed(new BackupRefused(
                $"The backup could not be written: the database cannot be read ({exception.GetType().Name}); look at it with gonogo "
                + "doctor."));
        }
    }

    private async Task<bool> HasClockJumpedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var hasJumped = await scope.ServiceProvider.GetRequiredService<RetentionGuard>().FindJumpAsync(cancellationToken) is not null;
        if (hasJumped)
        {
            LogHeldBack();
        }

        return hasJumped;
    }

    // A copy of another blog that is newer would be restored in place of ours, and pushes ours out.
    private BackupRefused? FindStranger(BackupFolder folder, BackupFolder keysFolder)
    {
        var ours = SigningKeys();
        var (place, name) = folder.FindStranger(ours) is { } inFirst ? (folder, inFirst) : (keysFolder, keysFolder.FindStranger(ours));
        return name is null ? null : new BackupRefused(
            $"The newest backup in {place.Path} is of another blog ({name}): give this one folders of its own in GoNoGo:Backup:Path and "
            + "KeysPath.");
    }

    private BackupRefused Failed(BackupRefused refusal)
    {
        LogFailed(refusal.Sentence);
        failed.Write(clock.GetUtcNow(), refusal.Sentence);
        return refusal;
    }

    /// <summary>Writes, while both folders are held: what is unfinished in them is nobody's, or our own.</summary>
    private async Task<TakenBackup> WriteAsync(
        BackupOptions settings,
        BackupFolder folder,
        BackupFolder keysFolder,
        IProgress<(int Done, int Total)>? progress,
        bool keepsOld,
        CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        TakenBackup? taken = null;
        try
        {
            folder.DeleteLeftovers();
            keysFolder.DeleteLeftovers();
            taken = await CopyAsync(settings, folder, keysFolder, progress, cancellationToken);
        }
        finally
        {
            if (taken is null)
            {
                DeleteLeftovers(folder);
                DeleteLeftovers(keysFolder);
            }
        }

        failed.Delete();
        var now = clock.GetUtcNow();
        var deleted = keepsOld ? 0 : folder.Rotate(now, settings.KeepDays) + keysFolder.Rotate(now, settings.KeysKeepDays);
        LogTaken(taken.Name, taken.Bytes, Stopwatch.GetElapsedTime(begun).TotalSeconds, deleted);
        return taken;
    }

    private async Task<TakenBackup> CopyAsync(
        BackupOptions settings,
        BackupFolder folder,
        BackupFolder keysFolder,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var id = Guid.CreateVersion7(at);
        var (name, keysName) = (folder.NameOf(id, at), keysFolder.NameOf(id, at));
        var (key, keysKey) = (Key.TryParse(settings.Key!, 1)!, Key.TryParse(settings.KeysKey!, 1)!); // The options have looked at both.
        FaultPoint.Reach("backup.begun");
        DatabaseFacts? facts = null;
        var part = await folder.WritePartAsync(
            name, id, key, async target => facts = await dump.WriteAsync(target, progress, cancellationToken), cancellationToken);
        FaultPoint.Reach("backup.database_written");
        var keysPart = await keysFolder.WritePartAsync(
            keysName, id, keysKey, target => keysCopy.WriteAsync(target, cancellationToken), cancellationToken);
        FaultPoint.Reach("backup.keys_written");
        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            Kind = "keys",
            Id = id,
            TakenAt = at,
            ProductVersion = ProductVersion,
            SigningKeys = SigningKeys(),
            Parts = [keysPart],
        };
        keysFolder.Commit(keysName, manifest.SealedWith(keysKey));
        FaultPoint.Reach("backup.keys_in_place");
        folder.Commit(name, (manifest with { Kind = "database", Database = facts, Parts = [part] }).SealedWith(key));
        FaultPoint.Reach("backup.in_place");
        return new TakenBackup(id, name, at, part.Bytes + keysPart.Bytes, facts!.Rows.Values.Sum(), facts.AuditSize); // Written above.
    }

    // Why it was cut short says more than why what is left of it cannot be deleted; the next one tries again.
    private static void DeleteLeftovers(BackupFolder folder)
    {
        try
        {
            folder.DeleteLeftovers();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string ProductVersion => typeof(BackupTaking).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private List<string> SigningKeys() =>
    [
        .. keys.All(KeyPurpose.AuditSigning).Select(key => Convert.ToHexStringLower(SHA256.HashData(key.VerifyingKey()))[..16]),
    ];

    [LoggerMessage(1, LogLevel.Information, "Backup {Name} taken: {Bytes} bytes in {Seconds:0.0} s; {Deleted} old ones deleted")]
    private partial void LogTaken(string name, long bytes, double seconds, int deleted);

    [LoggerMessage(2, LogLevel.Error, "The backup failed: {Sentence}")]
    private partial void LogFailed(string sentence);

    [LoggerMessage(3, LogLevel.Warning, "No old copies are deleted: the clock has jumped; set it, or confirm it with gonogo retention run")]
    private partial void LogHeldBack();
}

/// <summary>A backup that was made.</summary>
/// <param name="Id">Of the run.</param>
/// <param name="Name">Of the copy of the database.</param>
/// <param name="At">The moment before which all of it was written, UTC.</param>
/// <param name="Bytes">Of both copies.</param>
/// <param name="Rows">In all tables.</param>
/// <param name="AuditSize">Leaves of the audit tree.</param>
internal sealed record TakenBackup(Guid Id, string Name, DateTimeOffset At, long Bytes, long Rows, long AuditSize);

/// <summary>Nobody has said where copies go.</summary>
internal sealed record BackupNotConfigured() : Error(
    "backup_not_configured",
    "GoNoGo:Backup:Path, Key, KeysPath and KeysKey say where copies go and under which keys; set all four (docs/operations/backup.md).");

/// <summary>Somebody makes a copy at this moment.</summary>
internal sealed record BackupRunning()
    : Error("backup_running", "Another backup is being written into the same folder; wait for its end, then try again.");
