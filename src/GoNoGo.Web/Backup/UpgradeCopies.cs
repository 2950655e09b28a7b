using GoNoGo.Platform.Audit;
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
    IOptions<BackupOptions> options, BackupTaking backups, IDatabaseDump dump, ILogger<UpgradeCopies> logger)
{
    /// <summary>How long the copy beside the database lies there.</summary>
    public const int KeepDays = 7;

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

    private async Task CopyAsync(SqliteDump sqlite, string migration, CancellationToken cancellationToken)
    {
        var path = sqlite.Path + Infix + migration;
        try
        {
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

    [LoggerMessage(2, LogLevel.Warning, "The database is upgraded without a backup before it: GoNoGo:Backup is not set")]
    private partial void LogNone();
}
