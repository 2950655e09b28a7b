using System.Globalization;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Health;

/// <summary>
/// Whether the database answers, how fast, and whether something could be written now: a unit of work is begun and rolled back. Degraded
/// from a tenth of a second for <c>SELECT 1</c>, as the founding document has it.
/// </summary>
internal sealed class DatabaseHealthCheck(
    DataContext data, IDatabaseDialect dialect, IDatabaseInspection inspection, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(0.1);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        await data.Database.OpenConnectionAsync(cancellationToken);
        var started = clock.GetTimestamp();
        await data.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        var queryTime = clock.GetElapsedTime(started);
        var facts = await inspection.LookAsync(data, cancellationToken);
        await data.Database.CloseConnectionAsync();
        await (await dialect.BeginAsync(data, cancellationToken)).DisposeAsync();
        var details = new Dictionary<string, object>(facts.Figures)
        {
            ["query_response_time"] = string.Create(CultureInfo.InvariantCulture, $"{queryTime.TotalSeconds:0.000}s"),
            ["connection_pool"] = facts.ConnectionPool,
            ["version"] = facts.Version,
        };
        return new HealthState(StatusOf(queryTime, facts)) { Details = details, Troubles = [.. TroublesOf(queryTime, facts)] };
    }

    private static HealthStatus StatusOf(TimeSpan queryTime, DatabaseCondition facts) =>
        facts.IsReadOnly ? HealthStatus.Unhealthy
        : queryTime >= Slow || facts.Troubles.Any(trouble => trouble.NeedsMending) ? HealthStatus.Degraded
        : HealthStatus.Healthy;

    private static IEnumerable<HealthTrouble> TroublesOf(TimeSpan queryTime, DatabaseCondition facts)
    {
        if (facts.IsReadOnly)
        {
            yield return new HealthTrouble(
                "database_read_only",
                true,
                "The database takes no writes: name the server that leads in GoNoGo:Database:ConnectionString, or make this one lead.");
        }

        if (queryTime >= Slow)
        {
            yield return new HealthTrouble("database_slow", true, string.Create(
                CultureInfo.InvariantCulture,
                $"The database takes {queryTime.TotalMilliseconds:0} ms to answer SELECT 1: look what keeps its machine busy."));
        }

        foreach (var trouble in facts.Troubles)
        {
            yield return trouble;
        }
    }
}
