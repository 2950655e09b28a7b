using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Sqlite;
using GoNoGo.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Backup;

/// <summary>
/// A way back from an upgrade: before a database that holds something gets another shape, a backup is taken, or, where none are
/// configured, a copy of the SQLite file is put beside it. That copy is as open as the file itself and holds who is erased meanwhile: it
/// goes after
/// <see cref="KeepDays"/> days, and what was erased since is erased again if it is put back (docs/decisions/0064).
/// </summary>
internal sealed partial class UpgradeCopies(
    IOptions<BackupOptions> options, BackupTaking backups, IDatabaseDump dump, TimeProvider clock, ILogger<UpgradeCopies> logger)
{
    /// <summary>How long the copy beside the database lies there.</summary>
    public const int KeepDays = 7;

    /// <summary>
    /// For how long a copy of before the same migration will do, if nothing was written since: a supervisor starts what fails again and
    /// again.
    /// </summary>
    public static readonly TimeSpan ReusedFor = TimeSpan.FromHours(1);

    private const string Infix = ".before-";

    /// <summary>Makes sure that there is a way back.</summary>
    /// <param name="migration">The newest that the database has.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The backup, to be entered in the trail once that has its shape; null where there is none to enter.</returns>
    /// <exception cref="StartRefusedException">It could not be made.</exception>
    public async Task<Result<TakenBackup>?> TakeAsync(string migration, CancellationToken cancellationToken)
    {
        if (!options.Value.BeforeUpgrade)
        {
            return null;
        }
        else if (options.Value.IsConfigured)
        {
            if (await FindTakenAsync(cancellationToken) is { } taken)
            {
                LogReused(taken.Name);
                return taken;
            }

            var outcome = await backups.WriteAsync(progress: null, cancellationToken);
            return outcome.Error is { } refusal
                ? throw new StartRefusedException(
                    $"The backup before the upgrade could not be taken. {refusal.Message} Nothing was changed; "
                    + "GoNoGo:Backup:BeforeUpgrade=false upgrades without one.")
                : outcome;
        }
        else if (dump is SqliteDump sqlite)
        {
            await CopyAsync(sqlite, migration, cancellationToken);
        }
        else
        {
            LogNone();
        }

        return null;
    }

    /// <summary>Enters the backup that was made before the upgrade.</summary>
    public Task EnterAsync(Result<TakenBackup> taken, CancellationToken cancellationToken) =>
        backups.EnterAsync(AuditActor.System, taken, cancellationToken);

    /// <summary>Deletes the copies beside the database whose days are over.</summary>
    /// <param name="now">The moment that counts.</param>
    /// <returns>How many.</returns>
    public int Delete(DateTimeOffset now)
    {
        var old = Copies().Where(copy => copy.LastWriteTimeUtc < now.UtcDateTime.AddDays(-KeepDays)).ToList();
        foreach (var copy in old)
        {
            copy.Delete();
        }

        return old.Count;
    }

    /// <summary>The newest backup, where it is young and holds what the database does: a start that failed has taken it.</summary>
    private async Task<TakenBackup?> FindTakenAsync(CancellationToken cancellationToken)
    {
        var folder = BackupTaking.DatabaseFolder(options.Value);
        if (folder.NamesUntil(clock.GetUtcNow()) is not [var name, ..] || !IsYoung(folder.TimeOf(name))
            || folder.Read(name, Key.TryParse(options.Value.Key!, 1)!).Value is not { } manifest)
        {
            return null; // The options have looked at the key.
        }

        var isSame = manifest.Database is { } facts
            && facts.Migration.Length > 0
            && facts.DifferenceTo(await dump.CountAsync(cancellationToken)) is null
            && await folder.FindDamageAsync(manifest, cancellationToken) is null;
        return isSame
            ? new TakenBackup(
                manifest.Id,
                name,
                manifest.TakenAt,
                manifest.Parts.Sum(part => part.Bytes),
                manifest.Database!.Rows.Values.Sum(),
                manifest.Database.AuditSize)
            : null;
    }

    private bool IsYoung(DateTimeOffset? at) => clock.GetUtcNow() - at is { } age && age >= TimeSpan.Zero && age < ReusedFor;

    private async Task CopyAsync(SqliteDump sqlite, string migration, CancellationToken cancellationToken)
    {
        var path = sqlite.Path + Infix + migration;
        try
        {
            if (File.Exists(path)
                && IsYoung(new DateTimeOffset(File.GetLastWriteTimeUtc(path)))
                && (await sqlite.CountAsync(path, cancellationToken)).DifferenceTo(await dump.CountAsync(cancellationToken)) is null)
            {
                LogReused(path);
                return;
            }

            var earlier = Copies().ToList();
            await sqlite.CopyToAsync(path, cancellationToken);
            foreach (var copy in earlier.Where(copy => copy.FullName != path))
            {
                copy.Delete(); // The newest is the way back; older ones only hold what may be gone since.
            }

            LogCopied(path, KeepDays);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartRefusedException(
                $"The copy before the upgrade could not be written to {path}: make room or let this user write there. Nothing was changed; "
                + "GoNoGo:Backup:BeforeUpgrade=false upgrades without one.",
                exception);
        }
    }

    private IEnumerable<FileInfo> Copies()
    {
        var file = dump is SqliteDump sqlite ? new FileInfo(sqlite.Path) : null;
        return file?.Directory is { Exists: true } folder ? folder.EnumerateFiles(file.Name + Infix + "*") : [];
    }

    [LoggerMessage(1, LogLevel.Information, "Before the upgrade the database was copied to {Path}, which is deleted after {Days} days")]
    private partial void LogCopied(string path, int days);

    [LoggerMessage(3, LogLevel.Information, "Before the upgrade nothing is copied again: {Name} holds the same and is young enough")]
    private partial void LogReused(string name);

    [LoggerMessage(2, LogLevel.Warning, "The database is upgraded without a backup before it: GoNoGo:Backup is not set")]
    private partial void LogNone();
}
