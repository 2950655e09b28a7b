using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What an operator sees and decides.</summary>
public sealed class EventDeskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_dead_letter_is_retried_from_the_first_attempt_or_discarded_for_good(DatabaseProvider provider)
    {
        var isMended = false;
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst((happened, transaction) =>
        {
            if (!Volatile.Read(ref isMended))
            {
                throw new InvalidOperationException("Not yet.");
            }

            EventHouse.Effect(happened, transaction);
        }));
        var first = await house.PublishAsync("a");
        var second = await house.PublishAsync("b");
        await house.AdvancesUntilAsync("both were dead", TimeSpan.FromMinutes(20), async () => (await StatusAsync(house)).Dead == 2);
        Volatile.Write(ref isMended, true);

        Assert.Equal(1, (await house.InScopeAsync(scope => Desk(scope).RetryAsync(first, null, Cancelled))).Value?.Count);
        Assert.Equal(1, (await house.InScopeAsync(scope => Desk(scope).DiscardAsync(second, "test.first", Cancelled))).Value?.Count);
        await house.AdvancesUntilAsync(
            "it was handled", EventDispatcher.Poll, async () => (await house.DeliveryAsync(first)).Status == DeliveryStatus.Done);

        Assert.Equal(1, (await house.DeliveryAsync(first)).Attempts);
        Assert.Equal(DeliveryStatus.Discarded, (await house.DeliveryAsync(second)).Status);
        Assert.Equal(["a"], await house.EffectsAsync());
        var entered = (await house.RowsAsync<AuditEntry>())
            .Where(entry => entry.ResourceType == "event")
            .OrderBy(entry => entry.Sequence)
            .Select(entry => (entry.Action, entry.ResourceId));
        Assert.Equal([("event.retried", $"{first}/test.first"), ("event.discarded", $"{second}/test.first")], entered);
        Assert.IsType<NoDeadLetter>((await house.InScopeAsync(scope => Desk(scope).RetryAsync(first, null, Cancelled))).Error);
        var unknown = await house.InScopeAsync(scope => Desk(scope).RetryAsync(Guid.CreateVersion7(), null, Cancelled));
        Assert.IsType<EventNotFound>(unknown.Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_status_counts_what_waits_what_is_tried_again_and_what_is_dead(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        Assert.Equal(new EventStatus(0, 0, 0, null), await StatusAsync(house));

        await house.PublishAsync("a");
        await house.PublishAsync("later", dueAt: house.Clock.GetUtcNow() + TimeSpan.FromDays(1));
        house.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new EventStatus(2, 0, 0, TimeSpan.FromMinutes(3)), await StatusAsync(house));
    }

    private static EventDesk Desk(IServiceProvider scope) => scope.GetRequiredService<EventDesk>();

    private static Task<EventStatus> StatusAsync(EventHouse house) => house.InScopeAsync(scope => Desk(scope).StatusAsync(Cancelled));
}
