using GoNoGo.Platform.Events;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What the dispatcher is woken with.</summary>
public sealed class EventSignalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handlers_that_are_named_are_told_together_and_once()
    {
        using var signal = new EventSignal();
        signal.Set(["first"]);
        signal.Set(["second", "first"]);

        Assert.Equal(["first", "second"], (await signal.WaitAsync(Long, TimeProvider.System, Cancelled))!.Order(StringComparer.Ordinal));
        signal.Set(["third"]);
        Assert.Equal(["third"], await signal.WaitAsync(Long, TimeProvider.System, Cancelled));
    }

    [Fact]
    public async Task Where_somebody_could_not_name_them_the_database_has_to_be_asked()
    {
        using var signal = new EventSignal();
        signal.Set(["first"]);
        signal.Set();

        Assert.Null(await signal.WaitAsync(Long, TimeProvider.System, Cancelled));
    }

    [Fact]
    public async Task Without_a_signal_in_time_the_database_has_to_be_asked()
    {
        var clock = new FakeTimeProvider();
        using var signal = new EventSignal();
        var wait = signal.WaitAsync(Long, clock, Cancelled);
        clock.Advance(Long);

        Assert.Null(await wait);
    }
}
