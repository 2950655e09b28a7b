namespace GoNoGo.Platform.Health;

/// <summary>
/// Whether requests may come: no part that serving needs is unhealthy. What was well is believed for a second, so that whoever asks often
/// costs little; what was not is looked at again each time.
/// </summary>
/// <param name="monitor">Looks.</param>
/// <param name="clock">Tells how old a look is.</param>
public sealed class Readiness(HealthMonitor monitor, TimeProvider clock)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private long wellAtTicks;

    /// <summary>Which parts are waited for.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their names; empty where the server is ready.</returns>
    public async Task<IReadOnlyList<string>> FindMissingAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if ((now - new DateTimeOffset(Volatile.Read(ref wellAtTicks), TimeSpan.Zero)).Duration() < Believed)
        {
            return [];
        }

        var report = await monitor.CheckAsync(check => check.IsFor(HealthCheckUse.Serving), progress: null, cancellationToken);
        List<string> missing =
            [.. report.ComponentHealth.Where(part => part.Value.Status is HealthStatus.Unhealthy).Select(part => part.Key)];
        if (missing.Count == 0)
        {
            Volatile.Write(ref wellAtTicks, now.UtcTicks);
        }

        return missing;
    }
}
