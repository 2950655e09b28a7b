using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>Where many events wait, several share a unit of work, and each is still handled once or tried again alone.</summary>
public sealed class BatchTests
{
    private const int Events = 60;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Many_waiting_events_share_units_and_each_is_handled_once(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        await PublishAllAsync(house);

        await house.StartAsync();
        await AllAreDoneAsync(house);

        Assert.Equal(Aggregates, (await house.EffectsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(Events, (await house.RowsAsync<InboxEntry>()).Count);
        Assert.InRange(await UnitsAsync(house), 1, Events / 2);
        Assert.Equal(
            Events, house.Log.Lines.Count(line => line.EndsWith("by test.first: handled", StringComparison.Ordinal)));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task One_that_fails_among_many_is_tried_again_and_takes_nobody_with_it(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirstAsync(
            async (happened, transaction, ended) =>
            {
                EventHouse.Effect(happened, transaction);
                await transaction.Data.SaveChangesAsync(ended);
                if (happened.AggregateId == Aggregates[7])
                {
                    throw new InvalidOperationException("Never.");
                }
            }));
        await PublishAllAsync(house);

        await house.StartAsync();
        await house.HoldsAsync(
            "the others were handled",
            async () => (await house.RowsAsync<OutboxDelivery>()).Count(row => row.Status == DeliveryStatus.Done) == Events - 1);
        await house.HoldsAsync(
            "the failure was written down", async () => (await FailingAsync(house)) is { LastErrorType: not null, LeasedUntil: null });

        Assert.Equal(Aggregates.Where(name => name != Aggregates[7]), (await house.EffectsAsync()).Order(StringComparer.Ordinal));
        var failing = await FailingAsync(house);
        Assert.Equal((nameof(InvalidOperationException), 1), (failing.LastErrorType, failing.Attempts));
        Assert.All(
            (await house.RowsAsync<OutboxDelivery>()).Where(row => row.Status == DeliveryStatus.Done),
            row => Assert.Equal((1, null), (row.Attempts, row.LastErrorType)));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task One_that_hangs_among_many_is_rolled_back_and_the_others_are_handled(DatabaseProvider provider)
    {
        using var never = new SemaphoreSlim(0);
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirstAsync(async (happened, transaction, _) =>
        {
            EventHouse.Effect(happened, transaction);
            if (happened.AggregateId == Aggregates[7])
            {
                await never.WaitAsync(CancellationToken.None);
            }
        }));
        await PublishAllAsync(house);

        await house.StartAsync();
        await house.AdvancesUntilAsync(
            "the others were handled",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync<OutboxDelivery>()).Count(row => row.Status == DeliveryStatus.Done) == Events - 1);

        Assert.Equal(Aggregates.Where(name => name != Aggregates[7]), (await house.EffectsAsync()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_was_handled_before_has_no_second_effect_in_a_batch_either(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        await PublishAllAsync(house);
        await house.StartAsync();
        await AllAreDoneAsync(house);

        await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<OutboxDelivery>()
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.Status, DeliveryStatus.Available), TestContext.Current.CancellationToken));
        house.Services.GetRequiredService<EventSignal>().Set();
        await AllAreDoneAsync(house);

        Assert.Equal(Aggregates, (await house.EffectsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(
            Events, house.Log.Lines.Count(line => line.EndsWith("by test.first: repeated", StringComparison.Ordinal)));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_batch_whose_claim_is_lost_in_part_leaves_that_part_alone(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        await PublishAllAsync(house);
        var queue = house.Services.GetRequiredService<DeliveryQueue>();
        var runner = house.Services.GetRequiredService<DeliveryRunner>();
        var subscription = house.Services.GetServices<EventSubscription>().Single(candidate => candidate.Handler == "test.first");
        var claimed = (await queue.ClaimAsync("test.first", suspects: false, TestContext.Current.CancellationToken)).Deliveries;

        Assert.Equal(2, (await runner.RunTogetherAsync(
            [claimed[0], claimed[1] with { Token = Guid.CreateVersion7() }], subscription, CancellationToken.None)).Count);
        Assert.Empty(await house.EffectsAsync());
        Assert.Empty(await runner.RunTogetherAsync([claimed[0], claimed[2]], subscription, CancellationToken.None));

        Assert.Equal([Aggregates[0], Aggregates[2]], await house.EffectsAsync());
    }

    private static string[] Aggregates { get; } = [.. Enumerable.Range(0, Events).Select(number => $"thing-{number:00}")];

    private static Task PublishAllAsync(EventHouse house) => house.WriteAsync(transaction =>
    {
        foreach (var aggregate in Aggregates)
        {
            transaction.Publish(new ThingDone(aggregate, ""));
        }
    });

    private static Task AllAreDoneAsync(EventHouse house) => house.HoldsAsync(
        "all were done", async () => (await house.RowsAsync<OutboxDelivery>()).TrueForAll(row => row.Status == DeliveryStatus.Done));

    private static async Task<OutboxDelivery> FailingAsync(EventHouse house) =>
        (await house.RowsAsync<OutboxDelivery>()).Single(row => row.AggregateId == Aggregates[7]);

    /// <summary>In how many units of work effects were written.</summary>
    private static async Task<int> UnitsAsync(EventHouse house) => (await house.RowsAsync<AuditEntry>())
        .Where(entry => entry.Action == "thing.handled").Select(entry => entry.TransactionId).Distinct().Count();
}
