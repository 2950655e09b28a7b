using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Integrations.Outbound;

/// <summary>How services that are called are doing, by how the last calls ended.</summary>
/// <param name="data">Where the ledger is.</param>
/// <param name="clock">Tells which calls are recent.</param>
public sealed class ServiceHealth(DataContext data, TimeProvider clock)
{
    private const int Looked = 20;
    private static readonly TimeSpan Recently = TimeSpan.FromHours(24);

    /// <summary>The part of the health report that a service is.</summary>
    /// <param name="service">Its name, such as <c>github</c>.</param>
    /// <returns>To be registered.</returns>
    public static HealthCheckRegistration CheckOf(string service) => new(
        service,
        HealthCheckUse.Report,
        (scope, cancellationToken) => scope.GetRequiredService<ServiceHealth>().CheckAsync(service, cancellationToken))
    {
        NeedsDatabase = true,
    };

    /// <summary>What the ledger says of each service that was called within 24 hours.</summary>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>By the service's name; empty where nothing was called.</returns>
    public async Task<IReadOnlyList<ServiceState>> ReadAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Recently;
        var recent = data.Set<OutboundCall>().AsNoTracking().Where(call => call.StartedAt >= since);
        var states = new List<ServiceState>();
        foreach (var service in await recent.Select(call => call.Service).Distinct().Order().ToListAsync(cancellationToken))
        {
            var last = await recent.Where(call => call.Service == service)
                .OrderByDescending(call => call.StartedAt)
                .Take(Looked)
                .Select(call => new { call.Operation, call.ErrorType, call.StartedAt, call.DurationMilliseconds })
                .ToListAsync(cancellationToken);
            var failed = last.FindIndex(call => call.ErrorType is null) is >= 0 and var first ? first : last.Count;
            states.Add(new ServiceState(
                service,
                last[0].StartedAt,
                last[0].Operation,
                last[0].ErrorType,
                failed,
                last.Average(call => (double)call.DurationMilliseconds)));
        }

        return states;
    }

    private async Task<HealthState> CheckAsync(string service, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).FirstOrDefault(state => state.Service == service) is not { } state
            ? new HealthState(HealthStatus.Healthy) { Details = new Dictionary<string, object> { ["called_within_24_hours"] = false } }
            : HealthState.Of(state.IsWell ? [] : [new HealthTrouble("service_failing", true, state.Say())]) with
            {
                Details = new Dictionary<string, object>
                {
                    ["called_within_24_hours"] = true,
                    ["failed_in_a_row"] = state.FailedInARow,
                    ["mean_milliseconds"] = Math.Round(state.MeanMilliseconds, 2),
                },
            };
}

/// <summary>How a service is doing.</summary>
/// <param name="Service">Which, such as <c>github</c>.</param>
/// <param name="LastAt">When it was last called, UTC.</param>
/// <param name="Operation">What for.</param>
/// <param name="ErrorType">Why that failed; null where it did not.</param>
/// <param name="FailedInARow">How many of the last calls failed one after the other.</param>
/// <param name="MeanMilliseconds">How long the last calls took on average.</param>
public sealed record ServiceState(
    string Service, DateTimeOffset LastAt, string Operation, string? ErrorType, int FailedInARow, double MeanMilliseconds)
{
    /// <summary>Whether the last call went well.</summary>
    public bool IsWell => ErrorType is null;

    /// <summary>One sentence for a person.</summary>
    /// <returns>Without anything of what was sent.</returns>
    public string Say() => IsWell
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{Service}: the last call ({Operation}) went well; calls take {MeanMilliseconds:0} ms on average.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Service}: {Failed} failed, the latest ({Operation}) with {ErrorType}; gonogo doctor says more.");

    private string Failed => FailedInARow == 1
        ? "the last call"
        : string.Create(CultureInfo.InvariantCulture, $"the last {FailedInARow} calls");
}
