using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Retention;

/// <summary>
/// Keeps a clock that was set wrong from emptying the database: where more than a day has passed than should have since the last sweep,
/// or time has run backwards by as much, a person must say that the clock is right before anything goes.
/// </summary>
/// <param name="data">Where the time of the last sweep is.</param>
/// <param name="unitOfWork">Commits it.</param>
/// <param name="clock">The one that may be wrong.</param>
public sealed class RetentionGuard(DataContext data, UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <summary>How far the clock may have moved beyond the time from one sweep to the next.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(24);

    /// <summary>Whether the next sweep may go ahead.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By how much the clock is off; null where all is well, or nothing was ever swept.</returns>
    public async Task<ClockJumped?> FindJumpAsync(CancellationToken cancellationToken)
    {
        var last = await data.Set<RetentionState>().AsNoTracking()
            .Select(state => (DateTimeOffset?)state.LastSweepAt)
            .SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return last is { } then && (now - then > RetentionSweep.Interval + Tolerance || then - now > Tolerance)
            ? new ClockJumped(then, now)
            : null;
    }

    /// <summary>Enters that a sweep was held back; once for each time that the schedule is due.</summary>
    /// <param name="jump">Why.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>When it is durable.</returns>
    public Task HoldBackAsync(ClockJumped jump, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jump);
        return unitOfWork.RunAsync<ClockJumped>(
            (transaction, _) =>
            {
                transaction.Audit(new AuditAct(
                    AuditActor.System, "retention.held_back", "retention", RetentionSweep.Schedule, new Dictionary<string, string>
                    {
                        ["last_sweep"] = jump.LastSweep.ToString("O", CultureInfo.InvariantCulture),
                    }));
                return Task.FromResult<Result<ClockJumped>>(jump);
            },
            cancellationToken);
    }

    /// <summary>Notes that a sweep has begun at this moment: the clock counts as right.</summary>
    /// <param name="actor">The schedule, or whoever confirmed the clock.</param>
    /// <param name="jump">What was confirmed; null where nothing was to be.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>When it is durable.</returns>
    public Task NoteSweepAsync(AuditActor actor, ClockJumped? jump, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<RetentionState>(
            async (transaction, ended) =>
            {
                var state = await data.Set<RetentionState>().SingleOrDefaultAsync(ended);
                if (state is null)
                {
                    state = new RetentionState { LastSweepAt = transaction.StartedAt };
                    data.Add(state);
                }

                state.LastSweepAt = transaction.StartedAt;
                if (jump is not null)
                {
                    transaction.Audit(new AuditAct(actor, "retention.clock_confirmed", "retention", RetentionSweep.Schedule));
                }

                return state;
            },
            cancellationToken);
}

/// <summary>The clock has moved by more than a day beyond what it should have since the last sweep, so that nothing is removed.</summary>
/// <param name="LastSweep">When the last sweep was, UTC.</param>
/// <param name="Now">What the clock says, UTC.</param>
public sealed record ClockJumped(DateTimeOffset LastSweep, DateTimeOffset Now) : Conflict("clock_jumped", string.Create(
    CultureInfo.InvariantCulture,
    $"The last sweep was at {LastSweep.UtcDateTime:yyyy-MM-dd HH:mm}Z and the clock says {Now.UtcDateTime:yyyy-MM-dd HH:mm}Z. "
    + $"If that is right, confirm it with 'gonogo retention run --confirm-clock'; else set the clock. Until then nothing is removed."));
