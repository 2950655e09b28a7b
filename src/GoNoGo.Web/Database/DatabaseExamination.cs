using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Database;

/// <summary>
/// Whether the database can be used by this program, and is whole: its version against the program's, its own check of itself, and who may
/// read it. Unhealthy where nothing in it can be looked at.
/// </summary>
internal sealed class DatabaseExamination(DataContext data, IDatabaseInspection inspection, DatabaseMigrator migrator) : IHealthCheck
{
    public const string Name = "database_file";

    /// <summary>SQLite reads the whole file.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var obstacle = await inspection.FindObstacleAsync(data, cancellationToken) ?? await FindMismatchAsync(cancellationToken);
        return obstacle is null
            ? HealthState.Of(await inspection.FindDamageAsync(data, cancellationToken))
            : new HealthState(HealthStatus.Unhealthy) { Troubles = [obstacle] };
    }

    private async Task<HealthTrouble?> FindMismatchAsync(CancellationToken cancellationToken)
    {
        var known = migrator.Known.Count();
        IReadOnlyList<string> applied;
        try
        {
            applied = await migrator.LookAsync(cancellationToken);
        }
        catch (StartRefusedException refusal)
        {
            return new HealthTrouble("database_refused", true, refusal.Message);
        }

        var missing = known - applied.Count;
        return missing == 0
            ? null
            : new HealthTrouble("database_older", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The database lacks {missing} of {known} migrations of this program: make a backup, then start 'gonogo serve', "
                + $"which makes them."));
    }
}
