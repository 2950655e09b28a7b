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

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var migrationLock = await startup.LockAsync(data, cancellationToken);
        await startup.PrepareAsync(data, cancellationToken);
        var known = Known.ToHashSet(StringComparer.Ordinal);
        var applied = (await data.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        if (applied.Find(migration => !known.Contains(migration)) is { } unknown)
        {
            throw new StartRefusedException(
                $"The database is newer than this program (it has the migration {unknown}): "
                + "start the newer GoNoGo, or restore a backup made before the upgrade.");
        }

        // One that was never finished being made holds nothing of anybody, but a copy of it costs nothing either.
        var pending = (await data.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        var backup = applied.Count > 0 && pending.Count > 0 ? await upgrades.TakeAsync(applied[^1], cancellationToken) : null;
        FaultPoint.Reach("migration.begun");
        foreach (var migration in pending)
        {
            await data.Database.MigrateAsync(migration, cancellationToken);
            FaultPoint.Reach("migration.applied");
        }

        if (backup is not null)
        {
            await upgrades.EnterAsync(backup, cancellationToken);
        }
    }
}
