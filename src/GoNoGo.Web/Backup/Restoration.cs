using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Database;
using Npgsql;

namespace GoNoGo.Web.Backup;

/// <summary>
/// Puts two copies in place of nothing: the keys first, then the database, which appears whole. A run that was killed goes on when it is
/// run again, and until then nothing is served (<see cref="RestoreMark"/>).
/// </summary>
internal sealed class Restoration(IDatabaseDump dump, KeysCopy keys, RestoreMark mark)
{
    /// <summary>Why nothing may be put in place here; null where it may.</summary>
    public async Task<BackupRefused?> FindObstacleAsync(RestoreSource source, CancellationToken cancellationToken)
    {
        var open = mark.Read();
        if (open is { } other && other != Guid.Empty && other != source.Database.Id)
        {
            return new BackupRefused(
                "A restore of another backup was begun here and not ended: end that one, or begin in an empty place.");
        }

        try
        {
            return open == source.Database.Id ? null
                : !await dump.IsEmptyAsync(cancellationToken)
                    ? new BackupRefused("There is a database already, and a restore overwrites none: move it away, or restore elsewhere.")
                : !await keys.IsEmptyAsync(cancellationToken)
                    ? new BackupRefused("There are keys already, and a restore overwrites none: move them away, or restore elsewhere.")
                : null;
        }
        catch (NpgsqlException exception)
        {
            return new BackupRefused(
                $"The database cannot be reached ({exception.SqlState ?? exception.GetType().Name}): make an empty one, or correct the "
                + "connection strings.");
        }
    }

    /// <summary>Puts both in place.</summary>
    /// <returns>What was restored; or why that could not be done.</returns>
    public async Task<Result<BackupManifest>> RunAsync(RestoreSource source, CancellationToken cancellationToken)
    {
        var facts = source.Database.Database!; // RestoreSource has looked.
        try
        {
            mark.Write(source.Database.Id);
            FaultPoint.Reach("restore.begun");
            await source.ReadKeysAsync(stream => keys.ReadAsync(stream, cancellationToken), cancellationToken);
            FaultPoint.Reach("restore.keys_in_place");

            // What is there now was put there by the run that was killed right after: it appears whole or not at all.
            if (await dump.IsEmptyAsync(cancellationToken))
            {
                await source.ReadDatabaseAsync(stream => dump.ReadAsync(stream, facts, cancellationToken), cancellationToken);
            }

            FaultPoint.Reach("restore.database_in_place");
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new BackupRefused(
                $"The restore could not be written ({exception.Message.TrimEnd('.')}); make room or permissions, then run it again.");
        }
    }
}
