using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// Removes what is due, a minute after the first start and each day from then on (GDPR art. 5(1)(e)), on one of all servers. Each batch
/// is a unit of work of its own with an entry in the audit trail, so that no writer waits long and a killed sweep goes on where it was.
/// </summary>
/// <param name="scopes">A scope for each batch.</param>
/// <param name="clock">Measures how long a batch takes.</param>
/// <param name="logger">Gets why nothing was removed.</param>
public sealed partial class RetentionSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionSweep> logger)
    : IEventWorker<ScheduleDue>
{
    /// <summary>The name of its schedule.</summary>
    public const string Schedule = "retention";

    /// <summary>The reason that a sweep is skipped for, until a person has confirmed the clock.</summary>
    public const string ClockJumpedReason = "clock_jumped";

    /// <summary>How long from one sweep to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>When it is due. The first minute belongs to the readers.</summary>
    public static readonly ScheduleTiming Timing = new ScheduleTiming.Every(Interval, TimeSpan.FromMinutes(1));

    /// <summary>How long one sweep may take; what it leaves is due at the next.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

    private const int MaximumAttempts = 3;

    /// <summary>Removes all that is due now, whatever the clock did meanwhile: <see cref="RunAsync"/> asks first.</summary>
    /// <param name="cancellationToken">Ends the sweep between two batches.</param>
    /// <returns>How many rows went, by step.</returns>
    public async Task<IReadOnlyDictionary<string, int>> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var scope = scopes.CreateAsyncScope();
        foreach (var step in scope.ServiceProvider.GetRequiredService<RetentionPlan>().Steps)
        {
            removed[step.Name] = await SweepAsync(step, cancellationToken);
        }

        return removed;
    }

    /// <summary>Removes all that is due, unless the clock has jumped and nobody has confirmed it.</summary>
    /// <param name="actor">Who has it run.</param>
    /// <param name="clockIsConfirmed">Whether a person says that the clock is right.</param>
    /// <param name="cancellationToken">Ends the sweep between two batches.</param>
    /// <returns>How many rows went, by step; or <see cref="ClockJumped"/>, and nothing went.</returns>
    public async Task<Result<SweepReport>> RunAsync(
        AuditActor actor, bool clockIsConfirmed, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var guard = scope.ServiceProvider.GetRequiredService<RetentionGuard>();
        var jump = await guard.FindJumpAsync(cancellationToken);
        if (jump is not null && !clockIsConfirmed)
        {
            await guard.HoldBackAsync(jump, cancellationToken);
            LogHeldBack(jump.LastSweep);
            return jump;
        }

        await guard.NoteSweepAsync(actor, jump, cancellationToken);
        return new SweepReport(await SweepAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async Task<OutboundOutcome> WorkAsync(ScheduleDue @event, EventContext context, CancellationToken cancellationToken)
    {
        var swept = await RunAsync(AuditActor.System, clockIsConfirmed: false, cancellationToken);
        return swept.Error is null ? new OutboundOutcome.Delivered() : new OutboundOutcome.Skipped(ClockJumpedReason);
    }

    private async Task<int> SweepAsync(RetentionStep step, CancellationToken cancellationToken)
    {
        var size = new BatchSize();
        var removed = 0;
        while (true)
        {
            var limit = size.Rows;
            var batch = await SweepBatchAsync(step, limit, cancellationToken);
            size.Adjust(batch.Held);
            removed += batch.Count;
            if (batch.Count > 0)
            {
                FaultPoint.Reach("retention.swept_batch");
            }

            if (batch.Count < limit)
            {
                return removed;
            }
        }
    }

    private async Task<Swept> SweepBatchAsync(RetentionStep step, int limit, CancellationToken cancellationToken)
    {
        // Somebody may change a row at the moment in which it is due; the next try sees what they left.
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var swept = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Swept>(
                async (transaction, ended) =>
                {
                    // From here on others wait. How long it waited for its own turn, and for those who share its commit, says nothing.
                    var begun = clock.GetTimestamp();
                    var count = await step.SweepAsync(scope.ServiceProvider, transaction, limit, ended);
                    Enter(transaction, step, count);
                    return new Swept(count, clock.GetElapsedTime(begun));
                },
                cancellationToken);
            if (swept.Succeeded(out var done, out _) || attempt == MaximumAttempts)
            {
                return done ?? new Swept(0, TimeSpan.Zero);
            }
        }
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

    [LoggerMessage(1, LogLevel.Warning, "No data were removed: the clock has jumped since the last sweep at {LastSweep}")]
    private partial void LogHeldBack(DateTimeOffset lastSweep);

    private sealed record Swept(int Count, TimeSpan Held);
}

/// <summary>What a sweep has removed.</summary>
/// <param name="Removed">How many rows, by what went.</param>
public sealed record SweepReport(IReadOnlyDictionary<string, int> Removed);
