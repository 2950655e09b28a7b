using GoNoGo.Platform.Data;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Web.Database;

/// <summary>Brings the database to the shape this program needs, before anything is served.</summary>
internal sealed class DatabaseMigrator(DataContext data, IDatabaseStartup startup, UpgradeCopies upgrades)
{
    /// <summary>The migrations that this program knows.</summary>
    public IEnumerable<string> Known => data.Database.GetMigrations();

    /// <summary>Waits until no other process migrates, then applies what is missing.</summary>
    /// <exception cref="StartRefusedException">It cannot be done; the message says what to do.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var held = await LockAsync(cancellationToken);
        await ApplyAsync(cancellationToken);
    }

    /// <summary>Waits until no other process migrates; from then on none does until this is disposed.</summary>
    /// <exception cref="StartRefusedException">The database cannot be reached, or another process takes too long.</exception>
    public Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken) => startup.LockAsync(data, cancellationToken);

    /// <summary>Applies what is missing. Only under the lock: who has it sees what others have applied before.</summary>
    /// <exception cref="StartRefusedException">It cannot be done; the message says what to do.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var applied = await LookAsync(cancellationToken);
        await startup.PrepareAsync(data, cancellationToken);
        var pending = Known.Except(applied, StringComparer.Ordinal).ToList();

        // One that was never finished being made holds nothing of anybody, but a copy of it costs nothing either.
        var backup = applied.Count > 0 && pending.Count > 0 ? await upgrades.TakeAsync(applied[^1], cancellationToken) : null;
        FaultPoint.Reach("migration.begun");
        foreach (var migration in pending)
        {
            // A target that is applied already has EF Core take back all that came after it, which our migrations cannot.
            if (!(await data.Database.GetAppliedMigrationsAsync(cancellationToken)).Contains(migration, StringComparer.Ordinal))
            {
                await data.Database.MigrateAsync(migration, cancellationToken);
            }

            FaultPoint.Reach("migration.applied");
        }

        if (backup is not null)
        {
            await upgrades.EnterAsync(backup, cancellationToken);
        }
    }

    /// <summary>The migrations that the database has, the last one last. Changes no table, and makes no file.</summary>
    /// <exception cref="StartRefusedException">It has one that this program does not know, or is another program's.</exception>
    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellationToken)
    {
        var known = Known.ToHashSet(StringComparer.Ordinal);
        var applied = await ReadAppliedAsync(cancellationToken);
        return applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown
            ? throw new StartRefusedException(
                $"The database is newer than this program (it has the migration {unknown}): "
                + "start the newer GoNoGo, or restore a backup made before the upgrade.")
            : applied;
    }

    /// <summary>Whether anything was written, by what every unit of work leaves behind.</summary>
    public async Task<bool> HasEntriesAsync(CancellationToken cancellationToken) =>
        await data.Database.SqlQueryRaw<int>("SELECT 1 AS \"Value\" FROM audit_entries LIMIT 1").AnyAsync(cancellationToken);

    // Past Entity Framework, which would build a model of this one table for it: that takes a tenth of a start.
    private async Task<IReadOnlyList<string>> ReadAppliedAsync(CancellationToken cancellationToken)
    {
        var columns = await startup.HistoryColumnsAsync(data, cancellationToken);
        return columns.Count == 0 ? []
            : columns.Contains("migration_id", StringComparer.Ordinal) ? await FactReading.TextsAsync(
                data, $"SELECT migration_id FROM \"{FactReading.History}\" ORDER BY migration_id", cancellationToken)
            : throw NotOurs();
    }

    /// <summary>Why a database of another program is not served.</summary>
    public static StartRefusedException NotOurs() => new(
        "The database is another program's: name one of GoNoGo, or an empty one, in GoNoGo:Database:ConnectionString.");
}
