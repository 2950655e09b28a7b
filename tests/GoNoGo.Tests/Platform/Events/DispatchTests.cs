using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What is published is handled: once, in order, and by everybody who wants it.</summary>
public sealed class DispatchTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_event_is_handled_at_once_by_each_handler_that_wants_it(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(
            provider, services => services.AddFirst(EventHouse.EffectOf("first:")).AddSecond(EventHouse.EffectOf("second:")));

        var id = await house.PublishAsync("a");
        await house.HoldsAsync("both had handled it", async () => (await house.EffectsAsync()).Count == 2);

        Assert.Equal(["first:a", "second:a"], (await house.EffectsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await house.RowsAsync<InboxEntry>()).Count(entry => entry.EventId == id));
        Assert.All(await house.RowsAsync<OutboxDelivery>(), row => Assert.True(row is
        {
            Status: DeliveryStatus.Done, Attempts: 1, LeaseToken: null, LeasedUntil: null, LastErrorType: null, LastTraceId.Length: 32,
        }));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_a_handler_writes_commits_with_the_end_of_the_delivery_or_not_at_all(DatabaseProvider provider)
    {
        var attempts = 0;
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst((happened, transaction) =>
        {
            EventHouse.Effect(happened, transaction);
            transaction.Data.SaveChanges();
            if (Interlocked.Increment(ref attempts) < 3)
            {
                throw new InvalidOperationException("Not yet.");
            }
        }));

        var id = await house.PublishAsync("a");
        await house.AdvancesUntilAsync(
            "it was handled", TimeSpan.FromSeconds(1), async () => (await house.DeliveryAsync(id)).Status == DeliveryStatus.Done);

        Assert.Equal(["a"], await house.EffectsAsync());
        var row = await house.DeliveryAsync(id);
        Assert.Equal((3, nameof(InvalidOperationException)), (row.Attempts, row.LastErrorType));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_event_in_the_inbox_has_no_second_effect_though_its_delivery_comes_again(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var id = await house.PublishAsync("a");
        await house.HasStatusAsync(id, DeliveryStatus.Done);

        await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<OutboxDelivery>()
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.Status, DeliveryStatus.Available), TestContext.Current.CancellationToken));
        house.Services.GetRequiredService<EventSignal>().Set();
        await house.HasStatusAsync(id, DeliveryStatus.Done);

        Assert.Equal(2, (await house.DeliveryAsync(id)).Attempts);
        Assert.Equal(["a"], await house.EffectsAsync());
        Assert.Contains(house.Log.Lines, line => line == $"Handled {id} by test.first: repeated");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_claim_that_somebody_else_took_over_writes_nothing(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var id = await house.PublishAsync("a");
        var queue = house.Services.GetRequiredService<DeliveryQueue>();
        var subscription = house.Services.GetServices<EventSubscription>().Single(candidate => candidate.Handler == "test.first");
        var (deliveries, _) = await queue.ClaimAsync("test.first", suspects: false, TestContext.Current.CancellationToken);
        var claimed = Assert.Single(deliveries);

        var runner = house.Services.GetRequiredService<DeliveryRunner>();
        await runner.RunAsync(claimed with { Token = Guid.CreateVersion7() }, subscription, CancellationToken.None);
        Assert.Empty(await house.EffectsAsync());
        await runner.RunAsync(claimed, subscription, CancellationToken.None);
        await runner.RunAsync(claimed, subscription, CancellationToken.None);

        Assert.Equal(["a"], await house.EffectsAsync());
        Assert.Equal(2, house.Log.Lines.Count(line => line == $"Handled {id} by test.first: lost"));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_retrying_event_holds_its_successors_of_the_aggregate_and_nobody_else(DatabaseProvider provider)
    {
        var isMended = false;
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst((happened, transaction) =>
        {
            if (happened.AggregateId == "a" && happened.Text == "1" && !Volatile.Read(ref isMended))
            {
                throw new InvalidOperationException("Not yet.");
            }

            EventHouse.Effect(happened, transaction);
        }));

        await house.WriteAsync(transaction =>
        {
            foreach (var text in new[] { "1", "2", "3" })
            {
                transaction.Publish(new ThingDone("a", text));
                transaction.Publish(new ThingDone("b", text));
            }
        });
        await house.HoldsAsync("the other aggregate was handled", async () => (await house.EffectsAsync()).Count == 3);
        Assert.Equal(["b1", "b2", "b3"], await house.EffectsAsync());

        Volatile.Write(ref isMended, true);
        await house.AdvancesUntilAsync(
            "all was handled", TimeSpan.FromSeconds(1), async () => (await house.EffectsAsync()).Count == 6);
        Assert.Equal(["b1", "b2", "b3", "a1", "a2", "a3"], await house.EffectsAsync());
    }

    [Fact]
    public async Task What_comes_while_another_of_its_aggregate_is_handled_follows_it_without_a_look()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        using var begun = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        await using var house = await EventHouse.StartAsync(
            DatabaseProvider.Postgres,
            services => services.AddFirstAsync(async (happened, transaction, cancellationToken) =>
            {
                if (happened.Text == "1")
                {
                    begun.Release();
                    await mayEnd.WaitAsync(cancellationToken);
                }

                EventHouse.Effect(happened, transaction);
            }));

        // The clock stands still, so that nothing is found by looking. That the other aggregate was handled shows that all was claimed for.
        await house.PublishAsync("a", "1");
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await house.PublishAsync("a", "2");
        await house.HasStatusAsync(await house.PublishAsync("b"), DeliveryStatus.Done);
        mayEnd.Release();

        await house.HoldsAsync("all was handled", async () => (await house.EffectsAsync()).Count == 3);
        Assert.Equal(["b", "a1", "a2"], await house.EffectsAsync());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_event_for_later_waits_for_its_time_and_holds_nobody(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst(EventHouse.Effect));

        var later = await house.PublishAsync("a", "later", house.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var now = await house.PublishAsync("a", "now");
        await house.HasStatusAsync(now, DeliveryStatus.Done);
        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await house.PublishAsync("b");
        await house.HoldsAsync("the other was handled", async () => (await house.EffectsAsync()).Count == 2);
        Assert.True(await house.DeliveryAsync(later) is { Status: DeliveryStatus.Available, Attempts: 0 });

        await house.AdvancesUntilAsync(
            "it was handled", EventDispatcher.Poll, async () => (await house.DeliveryAsync(later)).Status == DeliveryStatus.Done);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_event_that_nobody_has_begun_can_be_cancelled_and_no_other(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(
            provider, services => services.AddFirst(EventHouse.Effect).AddSecond(EventHouse.Effect));
        var later = await house.PublishAsync("a", "later", house.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var done = await house.PublishAsync("a", "done");
        await house.HoldsAsync("it was handled", async () => (await house.EffectsAsync()).Count == 2);

        Assert.True(await CancelAsync(house, later));
        Assert.False(await CancelAsync(house, later));
        Assert.False(await CancelAsync(house, done));
        Assert.False(await CancelAsync(house, Guid.CreateVersion7()));

        house.Clock.Advance(TimeSpan.FromHours(2));
        await house.PublishAsync("b");
        await house.HoldsAsync("another was handled", async () => (await house.EffectsAsync()).Count == 4);
        Assert.DoesNotContain("alater", await house.EffectsAsync());
        Assert.Equal(2, (await house.RowsAsync<OutboxDelivery>()).Count(row => row.Status == DeliveryStatus.Cancelled));
    }

    private static async Task<bool> CancelAsync(EventHouse house, Guid id)
    {
        var isCancelled = false;
        var result = await house.InUnitAsync(async (transaction, ended) =>
        {
            isCancelled = await transaction.CancelAsync(id, ended);
            return new Done();
        });
        Assert.Null(result.Error);
        return isCancelled;
    }
}
