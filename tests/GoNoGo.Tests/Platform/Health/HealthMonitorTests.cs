using System.Diagnostics.Metrics;
using System.Globalization;
using GoNoGo.Platform.Health;
using GoNoGo.Tests.Platform.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Platform.Health;

/// <summary>How the monitor looks at parts, whatever they do.</summary>
public sealed class HealthMonitorTests
{
    private const HealthCheckUse Serving = HealthCheckUse.Report | HealthCheckUse.Serving;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_that_fails_hangs_or_blocks_its_thread_hides_no_other()
    {
        using var blocked = new ManualResetEventSlim();
        var monitor = Monitor(
            TimeProvider.System,
            Check("throws", HealthCheckUse.Report, _ => throw new InvalidOperationException("a secret of ada@example.org")) with
            { TimeLimit = TimeSpan.FromMinutes(1) },
            Check("hangs", HealthCheckUse.Report, _ => new TaskCompletionSource<HealthState>().Task),
            Check("blocks", HealthCheckUse.Report, ended =>
            {
                blocked.Wait(ended);
                return Well();
            }),
            Check("deaf", HealthCheckUse.Report, _ =>
            {
                blocked.Wait(CancellationToken.None);
                return Well();
            }),
            Check("well", HealthCheckUse.Report, _ => Well()) with { TimeLimit = TimeSpan.FromMinutes(1) });

        var report = await monitor.CheckSystemHealthAsync(Cancelled);
        blocked.Set();

        Assert.Equal(["throws", "hangs", "blocks", "deaf", "well"], report.ComponentHealth.Keys);
        Assert.Equal(
            ["InvalidOperationException", "TimeoutException", "TimeoutException", "TimeoutException", null],
            report.ComponentHealth.Values.Select(part => part.ErrorType));
        Assert.All(report.ComponentHealth.Values.Take(4), part => Assert.Equal(HealthStatus.Unhealthy, part.Status));
        Assert.Equal(HealthStatus.Healthy, report.ComponentHealth["well"].Status);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy)]
    public async Task Overall_is_the_worst_of_what_serving_needs(HealthStatus needed, HealthStatus other, HealthStatus overall)
    {
        var monitor = Monitor(
            TimeProvider.System,
            Check("well", Serving, _ => Well()),
            Check("needed", Serving, _ => Task.FromResult(new HealthState(needed))),
            Check("other", HealthCheckUse.Report, _ => Task.FromResult(new HealthState(other))));

        var report = await monitor.CheckSystemHealthAsync(Cancelled);

        Assert.Equal(overall, report.OverallStatus);
        Assert.Equal(other, report.ComponentHealth["other"].Status);
    }

    [Fact]
    public async Task Parts_are_looked_at_at_once_and_each_is_timed_in_milliseconds_with_two_decimals()
    {
        var clock = new FakeTimeProvider();
        using var both = new CountdownEvent(2);
        Task<HealthState> TogetherAsync(CancellationToken ended)
        {
            both.Signal();
            both.Wait(ended);
            clock.Advance(TimeSpan.FromTicks(123_456));
            return Well();
        }

        var report = await Monitor(
            clock,
            Check("one", HealthCheckUse.Report, TogetherAsync),
            Check("other", HealthCheckUse.Report, TogetherAsync)).CheckSystemHealthAsync(Cancelled);

        Assert.All(report.ComponentHealth.Values, part => Assert.Contains(part.ResponseTimeMs, new[] { 12.35, 24.69 }));
    }

    [Fact]
    public async Task Who_asks_while_a_look_is_under_way_shares_it()
    {
        var (looks, answer) = (0, new TaskCompletionSource<HealthState>());
        var monitor = Monitor(TimeProvider.System, Check("slow", HealthCheckUse.Report, _ =>
        {
            Interlocked.Increment(ref looks);
            return answer.Task;
        }) with
        { TimeLimit = TimeSpan.FromMinutes(1) });

        var asked = Enumerable.Range(0, 20).Select(_ => monitor.CheckSystemHealthAsync(Cancelled)).ToList();
        answer.SetResult(new HealthState(HealthStatus.Healthy));
        await Task.WhenAll(asked);

        Assert.Equal(1, looks);
        await monitor.CheckSystemHealthAsync(Cancelled);
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Readiness_believes_what_was_well_for_a_second_and_looks_again_at_what_was_not()
    {
        var clock = new FakeTimeProvider();
        var (looks, status) = (0, HealthStatus.Unhealthy);
        var readiness = new Readiness(
            Monitor(clock, Check("database", Serving, _ =>
            {
                looks++;
                return Task.FromResult(new HealthState(status));
            })),
            clock);

        Assert.Equal(["database"], await readiness.FindMissingAsync(Cancelled));
        status = HealthStatus.Degraded;
        Assert.Empty(await readiness.FindMissingAsync(Cancelled));
        status = HealthStatus.Unhealthy;
        Assert.Empty(await readiness.FindMissingAsync(Cancelled));
        Assert.Equal(2, looks);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["database"], await readiness.FindMissingAsync(Cancelled));
    }

    [Fact]
    public async Task A_part_that_changes_has_a_line_in_the_log_and_its_state_and_figures_in_the_meters()
    {
        var (clock, status) = (new FakeTimeProvider(), HealthStatus.Unhealthy);
        using var log = new TestLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var monitor = Monitor(clock, Check("tide", HealthCheckUse.Report, _ => Task.FromResult(new HealthState(status)
        {
            Details = new Dictionary<string, object> { ["height_metres"] = 3, ["name"] = "spring" },
            Troubles = [new HealthTrouble("low_water", true, "Wait.")],
        })) with
        {
            TimeLimit = TimeSpan.FromDays(20), // The clock leaps while it looks.
        });
        using var watch = new HealthWatch(monitor, clock, loggers.CreateLogger<HealthWatch>());
        await watch.StartAsync(Cancelled);

        await HasLineAsync("Health: tide is Unhealthy, was Healthy: low_water");
        var measured = Measured();
        status = HealthStatus.Degraded;
        await HasLineAsync("Health: tide is Degraded again, was Unhealthy");
        await watch.StopAsync(Cancelled);

        Assert.Contains("gonogo.health.status 2 component=tide", measured);
        Assert.Contains("gonogo.health.figure 3 component=tide figure=height_metres", measured);
        Assert.DoesNotContain(measured, line => line.Contains("spring", StringComparison.Ordinal));

        Task HasLineAsync(string line) => Testing.Eventually.HoldsAsync(
            line,
            () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return Task.FromResult(log.Lines.Contains(line));
            },
            Cancelled);
    }

    /// <summary>What the meter of health says now, by instrument, value and tags.</summary>
    private static List<string> Measured()
    {
        var measured = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, heard) =>
            {
                if (instrument.Meter.Name == "GoNoGo.Health")
                {
                    heard.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Keep<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var texts = new List<string>();
            foreach (var tag in tags)
            {
                texts.Add($"{tag.Key}={tag.Value}");
            }

            measured.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {value} {string.Join(' ', texts)}"));
        }

        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static HealthMonitor Monitor(TimeProvider clock, params HealthCheckRegistration[] checks) => new(
        checks, new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), clock);

    private static HealthCheckRegistration Check(string name, HealthCheckUse use, Func<CancellationToken, Task<HealthState>> check) =>
        new(name, use, (_, ended) => check(ended)) { TimeLimit = TimeSpan.FromMilliseconds(200) };

    private static Task<HealthState> Well() => Task.FromResult(new HealthState(HealthStatus.Healthy));
}
