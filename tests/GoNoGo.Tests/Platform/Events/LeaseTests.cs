using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What becomes of claims when a server stops, dies, or has company.</summary>
public sealed class LeaseTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Stopping_returns_what_is_not_finished_without_counting_the_attempt(DatabaseProvider provider)
    {
        var begun = new TaskCompletionSource();
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirstAsync(async (_, _, stop) =>
        {
            begun.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(stop);
        }));
        var first = await house.PublishAsync("a");
        var second = await house.PublishAsync("b");
        await house.StartAsync();
        await begun.Task;

        await house.StopAsync();

        foreach (var id in new[] { first, second })
        {
            Assert.True(await house.DeliveryAsync(id) is
            {
                Status: DeliveryStatus.Available, Attempts: 0, LeaseToken: null, LeasedUntil: null, LastErrorType: null,
            });
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_a_dead_server_had_claimed_is_taken_over_and_the_attempt_counts(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var id = await house.PublishAsync("a");
        var killed = house.OpenAnother(services => services.AddFirst(EventHouse.Effect));
        await killed.Services.GetRequiredService<DeliveryQueue>().ClaimAsync("test.first", false, TestContext.Current.CancellationToken);
        await killed.DisposeAsync();

        await house.StartAsync();
        if (provider is DatabaseProvider.Postgres)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(29));
            Assert.Equal(DeliveryStatus.Available, (await house.DeliveryAsync(id)).Status);
        }

        await house.AdvancesUntilAsync(
            "it was taken over", TimeSpan.FromSeconds(5), async () => (await house.DeliveryAsync(id)).Status == DeliveryStatus.Done);
        Assert.True(await house.DeliveryAsync(id) is { Attempts: 2, LastErrorType: DeliveryRescue.WorkerDied });
        Assert.Equal(["a"], await house.EffectsAsync());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_delivery_that_kills_its_server_ten_times_is_dead_and_takes_no_other_with_it(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var poison = await house.PublishAsync("poison");
        var neighbour = await house.PublishAsync("neighbour");
        for (var death = 1; death <= 10; death++)
        {
            // A server claims, all of it at first, and dies with it; the suspects come one at a time.
            await using var killed = house.OpenAnother(services => services.AddFirst(EventHouse.Effect));
            var queue = killed.Services.GetRequiredService<DeliveryQueue>();
            var claimed = (await queue.ClaimAsync("test.first", death > 1, TestContext.Current.CancellationToken)).Deliveries;
            Assert.Equal(death == 1 ? 2 : 1, claimed.Count);
            Assert.Equal(poison, claimed[0].EventId);
            house.Clock.Advance(TimeSpan.FromSeconds(31));
            await house.Services.GetRequiredService<DeliveryRescue>().FreeLapsedAsync(TestContext.Current.CancellationToken);
            if (death is >= 3 and < 10)
            {
                // It has to wait, and its neighbour has its turn.
                Assert.True((await house.DeliveryAsync(poison)).DueAt > house.Clock.GetUtcNow());
                house.Clock.Advance(TimeSpan.FromHours(1));
            }

            if (death == 3)
            {
                var runner = house.Services.GetRequiredService<DeliveryRunner>();
                var subscription = house.Services.GetServices<EventSubscription>().Single(candidate => candidate.Handler == "test.first");
                var own = house.Services.GetRequiredService<DeliveryQueue>();
                var next = Assert.Single((await own.ClaimAsync("test.first", true, TestContext.Current.CancellationToken)).Deliveries);
                Assert.Equal(neighbour, next.EventId);
                await runner.RunAsync(next, subscription, CancellationToken.None);
            }
        }

        Assert.Equal((DeliveryStatus.Dead, 10), ((await house.DeliveryAsync(poison)).Status, (await house.DeliveryAsync(poison)).Attempts));
        Assert.Equal(["neighbour"], await house.EffectsAsync());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_lease_is_renewed_for_as_long_as_the_work_goes_on(DatabaseProvider provider)
    {
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var runs = 0;
        await using var house = await EventHouse.StartAsync(provider, services => services.AddCaller(
            async (_, _, _) =>
            {
                Interlocked.Increment(ref runs);
                begun.TrySetResult();
                await end.Task;
                return new OutboundOutcome.Delivered();
            },
            subscription => subscription with { TimeLimit = TimeSpan.FromHours(1) }));
        var id = await house.PublishAsync("a");
        await begun.Task;
        var leased = (await house.DeliveryAsync(id)).LeasedUntil;

        for (var i = 0; i < 6; i++)
        {
            await house.AdvancesUntilAsync(
                "the lease was renewed", TimeSpan.FromSeconds(10), async () => (await house.DeliveryAsync(id)).LeasedUntil > leased);
            leased = (await house.DeliveryAsync(id)).LeasedUntil;
        }

        end.SetResult();
        await house.HasStatusAsync(id, DeliveryStatus.Done);
        Assert.Equal((1, 1), (runs, (await house.DeliveryAsync(id)).Attempts));
    }

    [Fact]
    public async Task Two_servers_on_one_PostgreSQL_handle_two_thousand_events_once_each()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        const DatabaseProvider provider = DatabaseProvider.Postgres;
        const int Events = 2000;
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        await using var other = house.OpenAnother(services => services.AddFirst(EventHouse.Effect));
        await house.WriteAsync(transaction =>
        {
            for (var i = 0; i < Events; i++)
            {
                transaction.Publish(new ThingDone($"a{i % 500}", $"-{i:0000}"));
            }
        });

        await house.StartAsync();
        await other.StartAsync();
        await house.HoldsAsync("all were handled", async () => (await house.EffectsAsync()).Count >= Events);

        var effects = await house.EffectsAsync();
        Assert.Equal(Events, effects.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Events, effects.Count);
        Assert.All(await house.RowsAsync<OutboxDelivery>(), row => Assert.Equal((DeliveryStatus.Done, 1), (row.Status, row.Attempts)));
        Assert.All(
            effects.GroupBy(effect => effect.Split('-')[0]),
            aggregate => Assert.Equal(aggregate.Order(StringComparer.Ordinal), aggregate));
    }

    [Fact]
    public async Task A_server_on_PostgreSQL_hears_at_once_what_another_publishes()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        const DatabaseProvider provider = DatabaseProvider.Postgres;
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirst(EventHouse.Effect));
        await using var publisher = house.OpenAnother(services => services.AddFirst(EventHouse.Effect));

        // The clock stands still, so that nothing is found by looking; only the first may come before there is an ear.
        await house.HoldsAsync("one was heard", async () =>
        {
            await publisher.PublishAsync("a");
            return (await house.EffectsAsync()).Count > 0;
        });
        var id = await publisher.PublishAsync("b");
        await house.HasStatusAsync(id, DeliveryStatus.Done);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_publishes_for_an_aggregate_waits_until_the_one_before_has_committed(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var dialect = house.Services.GetRequiredService<IDatabaseDialect>();
        var (isIn, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Task.Run(() => house.InUnitAsync(async (transaction, ended) =>
        {
            await dialect.WriteRecordsAsync(transaction.Data, ["a", "c"], [], ended);
            isIn.SetResult();
            await goOn.Task;
            transaction.Publish(new ThingDone("a", "1"));
            return new Done();
        }));
        await isIn.Task;

        var second = Task.Run(() => house.PublishAsync("a", "2"));
        if (provider is DatabaseProvider.Postgres)
        {
            await Task.Run(() => house.PublishAsync("b", "not held up"));
        }

        Assert.False(second.IsCompleted);
        goOn.SetResult();
        await first;
        await second;
        var numbers = (await house.RowsAsync<OutboxEvent>()).Where(row => row.AggregateId == "a").OrderBy(row => row.Sequence);
        Assert.Equal(["1", "2"], numbers.Select(row => row.Payload.Contains("\"1\"", StringComparison.Ordinal) ? "1" : "2"));
    }
}
