using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// Removes what is due, a minute after the start and every six hours (GDPR art. 5(1)(e)). Each batch is a unit of work of its
/// own with an entry in the audit trail, so that no writer waits long and a killed sweep goes on where it was.
/// </summary>
/// <param name="steps">What each module removes.</param>
/// <param name="scopes">A scope for each batch.</param>
/// <param name="clock">Decides what is due.</param>
/// <param name="logger">Gets what went wrong.</param>
public sealed partial class RetentionSweep(
    IEnumerable<RetentionStep> steps, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionSweep> logger) : BackgroundService
{
    /// <summary>How many rows one unit of work removes at most.</summary>
    public const int BatchSize = 200;

    /// <summary>The first minute belongs to the readers.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Removes all that is due now.</summary>
    /// <param name="cancellationToken">Ends the sweep between two batches.</param>
    /// <returns>How many rows went, by step.</returns>
    public async Task<IReadOnlyDictionary<string, int>> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            int batch;
            do
            {
                batch = await SweepBatchAsync(step, cancellationToken);
                removed[step.Name] = removed.GetValueOrDefault(step.Name) + batch;
            }
            while (batch == BatchSize);
        }

        return removed;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstWait, clock, stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SweepBatchAsync(RetentionStep step, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var swept = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Swept>(
            async (transaction, ended) =>
            {
                var count = await step.SweepAsync(scope.ServiceProvider, transaction, BatchSize, ended);
                Enter(transaction, step, count);
                return new Swept(count);
            },
            cancellationToken);
        return swept.Value?.Count ?? 0;
    }

    private static void Enter(Transaction transaction, RetentionStep step, int count)
    {
        if (count > 0)
        {
            transaction.Audit(new AuditAct(AuditActor.System, "retention.swept", "retention", step.Name, new Dictionary<string, string>
            {
                ["count"] = count.ToString(CultureInfo.InvariantCulture),
            }));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The retention sweep failed and is tried again in six hours: {ErrorType}")]
    private partial void LogFailed(string errorType);

    private sealed record Swept(int Count);
}
