using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Health;

/// <summary>
/// Looks at every part of the program at once, each within its time: one that fails, hangs or blocks its thread hides no other. Who asks
/// while a look is under way shares it, so that a part that hangs is looked at once, however many ask.
/// </summary>
/// <param name="checks">Every check there is.</param>
/// <param name="scopes">A scope for each look.</param>
/// <param name="clock">Times them.</param>
public sealed class HealthMonitor(IEnumerable<HealthCheckRegistration> checks, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly IReadOnlyList<HealthCheckRegistration> checks = [.. checks];
    private readonly Dictionary<HealthCheckRegistration, Task<HealthCheckResult>> running = [];
    private readonly Lock turn = new();

    /// <summary>Looks at all parts that a running server reports on.</summary>
    /// <param name="cancellationToken">Ends the wait, not the looks.</param>
    /// <returns>What was found.</returns>
    public Task<SystemHealthReport> CheckSystemHealthAsync(CancellationToken cancellationToken) =>
        CheckAsync(check => check.IsFor(HealthCheckUse.Report), progress: null, cancellationToken);

    /// <summary>Looks at some parts, each within its usual time.</summary>
    /// <param name="which">Those.</param>
    /// <param name="progress">Is told how many of them are done; may be called from several threads.</param>
    /// <param name="cancellationToken">Ends the wait, not the looks.</param>
    /// <returns>What was found; overall by those among them that serving needs.</returns>
    public Task<SystemHealthReport> CheckAsync(
        Func<HealthCheckRegistration, bool> which, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken) =>
        CheckAsync(which, TimeSpan.Zero, progress, cancellationToken);

    /// <summary>Looks at some parts.</summary>
    /// <param name="which">Those.</param>
    /// <param name="leastTime">How long each of them may take in any case, whatever is usual.</param>
    /// <param name="progress">Is told how many of them are done; may be called from several threads.</param>
    /// <param name="cancellationToken">Ends the wait, not the looks.</param>
    /// <returns>What was found; overall by those among them that serving needs.</returns>
    public async Task<SystemHealthReport> CheckAsync(
        Func<HealthCheckRegistration, bool> which,
        TimeSpan leastTime,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        var asked = checks.Where(which)
            .Select(check => check.TimeLimit < leastTime ? check with { TimeLimit = leastTime } : check)
            .ToList();
        var done = 0;
        var results = await Task.WhenAll(asked.Select(async check =>
        {
            var result = await CheckAsync(check, cancellationToken);
            progress?.Report((Interlocked.Increment(ref done), asked.Count));
            return result;
        }));
        var overall = asked.Zip(results)
            .Where(one => one.First.IsFor(HealthCheckUse.Serving))
            .Select(one => one.Second.Status)
            .DefaultIfEmpty(HealthStatus.Healthy)
            .Max();
        var byName = new OrderedDictionary<string, HealthCheckResult>(StringComparer.Ordinal);
        foreach (var (check, result) in asked.Zip(results))
        {
            byName.Add(check.Name, result);
        }

        return new SystemHealthReport(overall, byName, clock.GetUtcNow());
    }

    private async Task<HealthCheckResult> CheckAsync(HealthCheckRegistration check, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            return await Shared(check).WaitAsync(check.TimeLimit, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Failed(nameof(TimeoutException), started);
        }
    }

    private Task<HealthCheckResult> Shared(HealthCheckRegistration check)
    {
        lock (turn)
        {
            if (!running.TryGetValue(check, out var run) || run.IsCompleted)
            {
                // On the pool: a check may block its thread, as SQLite does, and must not hold up those behind it.
                running[check] = run = Task.Run(() => RunAsync(check), CancellationToken.None);
            }

            return run;
        }
    }

    private async Task<HealthCheckResult> RunAsync(HealthCheckRegistration check)
    {
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(check.TimeLimit, clock);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var found = await check.CheckAsync(scope.ServiceProvider, limit.Token);
            return new HealthCheckResult(
                found.Status, Since(started), found.Details, found.Troubles, ErrorType: null, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed(nameof(TimeoutException), started);
        }
        catch (Exception exception)
        {
            // Whatever a part has met, the report says which error it was and goes on.
            return Failed(exception.GetType().Name, started);
        }
    }

    private HealthCheckResult Failed(string errorType, long started)
    {
        var nothing = new HealthState(HealthStatus.Unhealthy);
        return new HealthCheckResult(nothing.Status, Since(started), nothing.Details, nothing.Troubles, errorType, clock.GetUtcNow());
    }

    private double Since(long started) => Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 2);
}
