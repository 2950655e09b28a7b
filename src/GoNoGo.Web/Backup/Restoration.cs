using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Puts two copies in place of nothing: the database first, which appears whole or not at all, then the keys. A run that was killed goes on
/// when it is run again, and until then nothing is served (<see cref="RestoreMark"/>).
/// </summary>
internal sealed class Restoration(IDatabaseDump dump, KeysCopy keys, RestoreMark mark)
{
    /// <summary>Why nothing may be put in place here; null where it may.</summary>
    public async Task<BackupRefused?> FindObstacleAsync(RestoreSource source, CancellationToken cancellationToken)
    {
        try
        {
            var open = mark.Read();
            return open is { } other && other != Guid.Empty && other != source.Database.Id
                    ? new BackupRefused(
                        "A restore of another backup was begun here and not ended: end that one, or begin in an empty place.")
                : open == source.Database.Id ? null
                : !await dump.IsEmptyAsync(cancellationToken) ? new BackupRefused(WayOut(
                    open, "There is a database already, and a restore overwrites none: move it away, or restore elsewhere."))
                : !await keys.IsEmptyAsync(cancellationToken) ? new BackupRefused(WayOut(
                    open, "There are keys already, and a restore overwrites none: move them away, or restore elsewhere."))
                : null;
        }
        catch (NpgsqlException exception)
        {
            return new BackupRefused(
                $"The database cannot be reached ({exception.SqlState ?? exception.GetType().Name}): make an empty one, or correct the "
                + "connection strings.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return NotWritten(exception);
        }
    }

    /// <summary>Puts both in place.</summary>
    /// <returns>What was restored; or why that could not be done.</returns>
    public async Task<Result<BackupManifest>> RunAsync(RestoreSource source, CancellationToken cancellationToken)
    {
        try
        {
            mark.Write(source.Database.Id);
            FaultPoint.Reach("restore.begun");
            if (await PutDatabaseAsync(source, cancellationToken) is { } refused)
            {
                return refused;
            }

            FaultPoint.Reach("restore.database_in_place");
            await source.ReadKeysAsync(stream => keys.ReadAsync(stream, cancellationToken), cancellationToken);
            FaultPoint.Reach("restore.keys_in_place");
            mark.Delete();
            return source.Database;
        }
        catch (DumpFailedException exception)
        {
            return new BackupRefused(exception.Message);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidDataException or JsonException)
        {
            return new BackupRefused("A copy is not what was written, though its digest fits; restore another backup.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            return NotWritten(exception);
        }
    }

    private async Task<BackupRefused?> PutDatabaseAsync(RestoreSource source, CancellationToken cancellationToken)
    {
        var facts = source.Database.Database!; // RestoreSource has looked.
        if (!await dump.IsEmptyAsync(cancellationToken))
        {
            // What is there now was put there by the run that was killed right after.
            return facts.DifferenceTo(await dump.LookAsync(cancellationToken)) is not { } difference
                ? null
                : new BackupRefused(
                    $"What lies here since an earlier run is not what the manifest says: {difference}. Empty the database, then restore "
                    + "again.");
        }

        try
        {
            await source.ReadDatabaseAsync(stream => dump.ReadAsync(stream, facts, cancellationToken), cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is DumpFailedException or CryptographicException or InvalidDataException)
        {
            // Nothing came of it, so that another backup may be restored here.
            if (await dump.IsEmptyAsync(cancellationToken) && await keys.IsEmptyAsync(cancellationToken))
            {
                mark.Delete();
            }

            throw;
        }
    }

    // Neither the server nor a restore would go on: the server for the mark, the restore for what lies there.
    private string WayOut(Guid? open, string sentence) => open is null ? sentence
        : $"{mark.FullPath} cannot be read, so that nobody knows which restore was begun here. If what lies here is what you want to "
            + $"serve, delete that file; else move it, database and keys away. {sentence}";

    private static BackupRefused NotWritten(Exception exception) => new(
        $"The restore could not be written ({Reason(exception)}); make room or permissions, then run it again.");

    private static string Reason(Exception exception) => exception is SqliteException sqlite
        ? FormattableString.Invariant($"SQLite answers {sqlite.SqliteErrorCode}")
        : exception is DbException ? exception.GetType().Name : exception.Message.TrimEnd('.');
}
