using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Events;

/// <summary>Whether events are handled in time, and whether any was given up.</summary>
internal sealed class EventBusHealthCheck(EventDesk desk, DataContext data, TimeProvider clock) : IHealthCheck
{
    /// <summary>Events are handled within a second; a minute is a burst.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>From here on nobody handles them.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(15);

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var status = await desk.StatusAsync(cancellationToken);
        var lag = await LagAsync(cancellationToken);
        return new HealthState(lag >= Stuck ? HealthStatus.Unhealthy
            : lag >= Late || status.Dead > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy)
        {
            Details = new Dictionary<string, object>
            {
                ["lag_seconds"] = Math.Round(lag.TotalSeconds, 2),
                ["waiting"] = status.Waiting,
                ["retrying"] = status.Retrying,
                ["dead_letters"] = status.Dead,
            },
            Troubles = [.. TroublesOf(status, lag)],
        };
    }

    /// <summary>For how long what nobody has tried yet has been due. What is tried again waits on purpose.</summary>
    private async Task<TimeSpan> LagAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var oldest = await data.Set<OutboxDelivery>().AsNoTracking()
            .Where(delivery => delivery.Status == DeliveryStatus.Available && delivery.LastErrorType == null)
            .Where(delivery => delivery.LeasedUntil == null && delivery.DueAt <= now)
            .MinAsync(delivery => (DateTimeOffset?)delivery.DueAt, cancellationToken);
        return now - oldest ?? TimeSpan.Zero;
    }

    private static IEnumerable<HealthTrouble> TroublesOf(EventStatus status, TimeSpan lag)
    {
        if (status.Dead > 0)
        {
            var events = status.Dead == 1
                ? "One event could not be handled and waits"
                : string.Create(CultureInfo.InvariantCulture, $"{status.Dead:N0} events could not be handled and wait");
            yield return new HealthTrouble(
                "dead_letters",
                true,
                $"{events} for a decision: 'gonogo events list' names the errors, 'gonogo events retry' tries again.");
        }

        if (lag >= Late)
        {
            yield return new HealthTrouble("events_late", true, string.Create(
                CultureInfo.InvariantCulture,
                $"Events have been due for {lag.TotalMinutes:0} minutes and nobody handles them: see that a server runs, and what its log "
                + $"says."));
        }
    }
}
