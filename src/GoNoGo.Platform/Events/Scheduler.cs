using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>
/// Publishes a <see cref="ScheduleDue"/> for what is due. Of several servers the one that moves the schedule's time publishes it, in the
/// same transaction, so that it is published once; what comes of it is the event bus's business, a crash included.
/// </summary>
/// <param name="schedules">What there is.</param>
/// <param name="scopes">A scope for each unit.</param>
/// <param name="clock">Decides what is due.</param>
/// <param name="logger">Gets what went wrong.</param>
public sealed partial class Scheduler(
    IEnumerable<Schedule> schedules, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Scheduler> logger) : BackgroundService
{
    /// <summary>How long it waits at most before it looks again: another server may have moved a time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyDictionary<string, Schedule> schedules =
        schedules.ToDictionary(schedule => schedule.Name, StringComparer.Ordinal);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (schedules.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            var wait = LongestWait;
            try
            {
                wait = await LookAsync(stoppingToken) - clock.GetUtcNow();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.GetType().Name);
            }

            await Task.Delay(wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait, clock, stoppingToken);
        }
    }

    /// <summary>Publishes what is due.</summary>
    /// <returns>When the next is.</returns>
    private async Task<DateTimeOffset> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<DataContext>().Set<ScheduleRow>().AsNoTracking()
            .ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellationToken);
        var next = DateTimeOffset.MaxValue;
        foreach (var schedule in schedules.Values)
        {
            var seen = rows.GetValueOrDefault(schedule.Name);
            var due = seen is null || seen.NextDue <= clock.GetUtcNow()
                ? await MoveAsync(scope.ServiceProvider, schedule, seen, cancellationToken)
                : seen.NextDue;
            next = due < next ? due : next;
        }

        return next;
    }

    private async Task<DateTimeOffset> MoveAsync(
        IServiceProvider scope, Schedule schedule, ScheduleRow? seen, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = seen is null ? schedule.Timing.First(now) : schedule.Timing.Next(now);
        await scope.GetRequiredService<UnitOfWork>().RunAsync<Moved>(
            async (transaction, ended) =>
            {
                if (seen is null)
                {
                    transaction.Data.Add(new ScheduleRow { Name = schedule.Name, NextDue = due });
                    return new Moved();
                }

                var moved = await transaction.Data.Set<ScheduleRow>()
                    .Where(row => row.Name == schedule.Name && row.NextDue == seen.NextDue)
                    .ExecuteUpdateAsync(row => row.SetProperty(candidate => candidate.NextDue, due), ended);
                if (moved > 0)
                {
                    transaction.Publish(new ScheduleDue(schedule.Name));
                }

                return new Moved();
            },
            cancellationToken);

        // Where another server came first, its time is this one but for the moment between the two.
        return due;
    }

    [LoggerMessage(1, LogLevel.Error, "The schedules could not be read or moved; tried again within a minute: {ErrorType}")]
    private partial void LogFailed(string errorType);

    private sealed record Moved;
}
