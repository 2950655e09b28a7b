using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
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
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<BackupTaking> logger)
{
    /// <summary>Makes both copies, deletes those that are too old, and enters it in the audit trail.</summary>
    /// <param name="actor">Who has it made.</param>
    /// <param name="progress">Learns how far the copy of the database is.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left of it.</param>
    /// <returns>What was made; or <see cref="BackupRefused"/>, <see cref="BackupRunning"/>, <see cref="BackupNotConfigured"/>.</returns>
    public async Task<Result<TakenBackup>> TakeAsync(
        AuditActor actor, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var written = await WriteAsync(progress, cancellationToken);
        await EnterAsync(actor, written, cancellationToken);
        return written;
    }

    /// <summary>The same without an entry: before an upgrade the trail may not have its shape yet.</summary>
    public async Task<Result<TakenBackup>> WriteAsync(IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (!settings.IsConfigured)
        {
            return new BackupNotConfigured();
        }

        var begun = Stopwatch.GetTimestamp();
        var (folder, keysFolder) = (DatabaseFolder(settings), KeysFolder(settings));
        try
        {
            folder.Make();
            keysFolder.Make();
            using var held = folder.TryHold();
            using var keysHeld = keysFolder.TryHold();
            if (held is null || keysHeld is null)
            {
                return new BackupRunning();
            }

            var taken = await WriteAsync(settings, folder, keysFolder, progress, cancellationToken);
            var now = clock.GetUtcNow();
            var deleted = folder.Rotate(now.AddDays(-settings.KeepDays)) + keysFolder.Rotate(now.AddDays(-settings.KeysKeepDays));
            LogTaken(taken.Name, taken.Bytes, Stopwatch.GetElapsedTime(begun).TotalSeconds, deleted);
            return taken;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DumpFailedException)
        {
            LogFailed(exception.GetType().Name);
            folder.DeleteLeftovers();
            keysFolder.DeleteLeftovers();
            return exception is DumpFailedException
                ? new BackupRefused(exception.Message)
                : new BackupRefused($"The backup could not be written ({exception.Message.TrimEnd('.')}); look at disk and permissions.");
        }
    }

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

    private async Task<TakenBackup> WriteAsync(
        BackupOptions settings,
        BackupFolder folder,
        BackupFolder keysFolder,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        folder.DeleteLeftovers();
        keysFolder.DeleteLeftovers();
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

    private static string ProductVersion => typeof(BackupTaking).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private List<string> SigningKeys() =>
    [
        .. keys.All(KeyPurpose.AuditSigning).Select(key => Convert.ToHexStringLower(SHA256.HashData(key.VerifyingKey()))[..16]),
    ];

    [LoggerMessage(1, LogLevel.Information, "Backup {Name} taken: {Bytes} bytes in {Seconds:0.0} s; {Deleted} old ones deleted")]
    private partial void LogTaken(string name, long bytes, double seconds, int deleted);

    [LoggerMessage(2, LogLevel.Error, "The backup failed: {ErrorType}")]
    private partial void LogFailed(string errorType);
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
