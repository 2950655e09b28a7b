using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Health;

/// <summary>
/// Looks once a minute while the server runs: a part that changes has a line in the log, and the last report stands in the meters
/// (meter <c>GoNoGo.Health</c>).
/// </summary>
internal sealed partial class HealthWatch : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly HealthMonitor monitor;
    private readonly TimeProvider clock;
    private readonly ILogger<HealthWatch> logger;
    private readonly Meter meter = new("GoNoGo.Health");
    private SystemHealthReport? last;

    public HealthWatch(HealthMonitor monitor, TimeProvider clock, ILogger<HealthWatch> logger)
    {
        (this.monitor, this.clock, this.logger) = (monitor, clock, logger);
        meter.CreateObservableGauge(
            "gonogo.health.status", Statuses, description: "How a part is doing: 0 healthy, 1 degraded, 2 unhealthy.");
        meter.CreateObservableGauge("gonogo.health.response_time", ResponseTimes, "s", "How long the look at a part took.");
        meter.CreateObservableGauge("gonogo.health.figure", Figures, description: "What the look at a part counted.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            var report = await monitor.CheckSystemHealthAsync(stoppingToken);
            Tell(report);
            Volatile.Write(ref last, report);
        }
    }

    private void Tell(SystemHealthReport report)
    {
        foreach (var (name, now) in report.ComponentHealth)
        {
            var before = last?.ComponentHealth.GetValueOrDefault(name)?.Status ?? HealthStatus.Healthy;
            var codes = string.Join(", ", now.Troubles.Where(trouble => trouble.NeedsMending).Select(trouble => trouble.Code)
                .Concat(now.ErrorType is { } errorType ? [errorType] : []));
            if (now.Status > before)
            {
                Worse(name, now.Status, before, codes);
            }
            else if (now.Status < before)
            {
                Better(name, now.Status, before);
            }
        }
    }

    private IEnumerable<Measurement<int>> Statuses() => Read<int>((name, part) => [new((int)part.Status, Component(name))]);

    private IEnumerable<Measurement<double>> ResponseTimes() =>
        Read<double>((name, part) => [new(part.ResponseTimeMs / 1000, Component(name))]);

    private IEnumerable<Measurement<double>> Figures() => Read<double>((name, part) =>
        from detail in part.Details
        let number = detail.Value switch { int whole => whole, long large => large, double real => real, _ => (double?)null }
        where number is not null
        select new Measurement<double>(number.Value, Component(name), new("figure", detail.Key)));

    private IEnumerable<Measurement<T>> Read<T>(Func<string, HealthCheckResult, IEnumerable<Measurement<T>>> read)
        where T : struct => Volatile.Read(ref last)?.ComponentHealth.SelectMany(part => read(part.Key, part.Value)) ?? [];

    private static KeyValuePair<string, object?> Component(string name) => new("component", name);

    [LoggerMessage(1, LogLevel.Warning, "Health: {Component} is {Status}, was {Before}: {Codes}")]
    private partial void Worse(string component, HealthStatus status, HealthStatus before, string codes);

    [LoggerMessage(2, LogLevel.Information, "Health: {Component} is {Status} again, was {Before}")]
    private partial void Better(string component, HealthStatus status, HealthStatus before);
}
