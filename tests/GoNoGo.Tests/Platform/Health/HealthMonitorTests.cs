using GoNoGo.Platform.Health;
using Microsoft.Extensions.DependencyInjection;
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
            Check("throws", HealthCheckUse.Report, _ => throw new InvalidOperationException("a secret of ada@example.org")),
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
            Check("well", HealthCheckUse.Report, _ => Well()));

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
        }) with { TimeLimit = TimeSpan.FromMinutes(1) });

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

    private static HealthMonitor Monitor(TimeProvider clock, params HealthCheckRegistration[] checks) => new(
        checks, new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), clock);

    private static HealthCheckRegistration Check(string name, HealthCheckUse use, Func<CancellationToken, Task<HealthState>> check) =>
        new(name, use, (_, ended) => check(ended)) { TimeLimit = TimeSpan.FromMilliseconds(200) };

    private static Task<HealthState> Well() => Task.FromResult(new HealthState(HealthStatus.Healthy));
}
