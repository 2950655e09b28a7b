using System.Data.Common;
using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>What SQLite tells of its file.</summary>
internal sealed class SqliteInspection(SqliteFile file, SqliteWriter writer) : IDatabaseInspection
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The log is emptied each thousand pages; one that grows beyond this has a reader that never ends.</summary>
    private const long LargestLog = 256 * Mebibyte;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Companions = ["", "-wal", "-shm"];

    public Task<DatabaseCondition> LookAsync(DataContext data, CancellationToken cancellationToken)
    {
        var log = LengthOf(file.Path + "-wal");
        return Task.FromResult(new DatabaseCondition(
            $"SQLite {data.Database.GetDbConnection().ServerVersion}",
            string.Create(CultureInfo.InvariantCulture, $"1 writer, {writer.Waiting} units of work wait for it"))
        {
            Figures = new Dictionary<string, object> { ["size_bytes"] = LengthOf(file.Path), ["log_bytes"] = log },
            Troubles = log <= LargestLog
                ? []
                :
                [
                    new HealthTrouble("log_large", true, string.Create(
                        CultureInfo.InvariantCulture,
                        $"The write-ahead log of the database has {log / Mebibyte} MB, since somebody reads without an end: "
                        + $"look for a program that keeps {file.Path} open.")),
                ],
        });
    }

    public async Task<HealthTrouble?> FindObstacleAsync(DataContext data, CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
        {
            return new HealthTrouble(
                "database_missing", true, $"There is no database {file.Path} yet: 'gonogo serve' makes it, or put your backup there.");
        }

        if (LengthOf(file.Path) == 0)
        {
            return new HealthTrouble("database_empty", true, $"The database {file.Path} is empty: restore your backup, or delete it.");
        }

        try
        {
            await data.Database.OpenConnectionAsync(cancellationToken);
            await RowsAsync(data, "SELECT count(*) FROM sqlite_master", cancellationToken);
            return null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            return Damaged("its schema cannot be read");
        }
        catch (SqliteException exception)
        {
            return new HealthTrouble("database_unreadable", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The database {file.Path} cannot be read (SQLite error {exception.SqliteErrorCode}): check that it is a GoNoGo database "
                + $"and belongs to this user; else restore your backup."));
        }
    }

    public async Task<IReadOnlyList<HealthTrouble>> FindDamageAsync(DataContext data, CancellationToken cancellationToken)
    {
        var troubles = new List<HealthTrouble>();
        if (await FindFaultAsync(data, cancellationToken) is { } fault)
        {
            troubles.Add(Damaged(fault));
        }

        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in Companions.Select(ending => file.Path + ending).Where(File.Exists))
            {
                if ((File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
                {
                    troubles.Add(new HealthTrouble(
                        "database_open_to_others",
                        true,
                        $"Others on this machine can read {path}, which holds what people wrote: run chmod 600 on it."));
                }
            }
        }

        return troubles;
    }

    private HealthTrouble Damaged(string fault) => new(
        "database_damaged",
        true,
        $"The database {file.Path} is damaged ({fault}): stop the server, keep a copy of the file, and restore your backup.");

    /// <summary>The first thing that is wrong, as SQLite says it: it names pages and tables, never what is in them.</summary>
    private static async Task<string?> FindFaultAsync(DataContext data, CancellationToken cancellationToken)
    {
        try
        {
            var found = await RowsAsync(data, "PRAGMA quick_check(1)", cancellationToken);
            return found is ["ok"] ? null : found.FirstOrDefault()?.Split('\n')[0];
        }
        catch (SqliteException exception)
        {
            return string.Create(CultureInfo.InvariantCulture, $"SQLite error {exception.SqliteErrorCode}");
        }
    }

    private static async Task<List<string>> RowsAsync(DataContext data, string statement, CancellationToken cancellationToken)
    {
        await using DbCommand command = data.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        }

        return rows;
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } found ? found.Length : 0;
}
