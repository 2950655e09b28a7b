using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Web.Database;

/// <summary>Brings the database to the shape this program needs, before anything is served.</summary>
internal sealed class DatabaseMigrator(DataContext data, IDatabaseStartup startup)
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var migrationLock = await startup.LockAsync(data, cancellationToken);
        await startup.PrepareAsync(data, cancellationToken);
        var known = data.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await data.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
        {
            throw new StartRefusedException(
                $"The database is newer than this program (it has the migration {unknown}): "
                + "start the newer GoNoGo, or restore a backup made before the upgrade.");
        }

        FaultPoint.Reach("migration.begun");
        foreach (var migration in await data.Database.GetPendingMigrationsAsync(cancellationToken))
        {
            await data.Database.MigrateAsync(migration, cancellationToken);
            FaultPoint.Reach("migration.applied");
        }
    }
}
