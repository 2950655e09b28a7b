using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// Removes what is due, a minute after the first start and every six hours (GDPR art. 5(1)(e)), on one of all servers. Each batch is a
/// unit of work of its own with an entry in the audit trail, so that no writer waits long and a killed sweep goes on where it was.
/// </summary>
/// <param name="steps">What each module removes.</param>
/// <param name="scopes">A scope for each batch.</param>
public sealed class RetentionSweep(IEnumerable<RetentionStep> steps, IServiceScopeFactory scopes) : IEventWorker<ScheduleDue>
{
    /// <summary>The name of its schedule.</summary>
    public const string Schedule = "retention";

    /// <summary>How many rows one unit of work removes at most.</summary>
    public const int BatchSize = 200;

    /// <summary>When it is due. The first minute belongs to the readers.</summary>
    public static readonly ScheduleTiming Timing = new ScheduleTiming.Every(TimeSpan.FromHours(6), TimeSpan.FromMinutes(1));

    /// <summary>How long one sweep may take; what it leaves is due at the next.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

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
    public async Task<OutboundOutcome> WorkAsync(ScheduleDue @event, EventContext context, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        return new OutboundOutcome.Delivered();
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

    private sealed record Swept(int Count);
}
