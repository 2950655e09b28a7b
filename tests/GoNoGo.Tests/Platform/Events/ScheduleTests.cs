using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What is due again and again runs once, and what is over goes.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_schedule_runs_once_each_time_among_two_servers_and_once_after_a_week_off(DatabaseProvider provider)
    {
        var runs = 0;
        Action<IServiceCollection> register = services => services
            .AddScoped(_ => new Daily(() => Interlocked.Increment(ref runs)))
            .AddSchedule<Daily>("test", new ScheduleTiming.Daily(new TimeOnly(3, 0)));
        await using var house = await EventHouse.StartAsync(provider, register);
        await using var other = house.OpenAnother(register);
        if (provider is DatabaseProvider.Postgres)
        {
            await other.StartAsync();
        }

        await house.HoldsAsync("it was planned", async () => (await RowAsync(house)) is not null);
        Assert.Equal(new DateTimeOffset(2028, 3, 1, 3, 0, 0, TimeSpan.Zero), (await RowAsync(house))?.NextDue);
        for (var day = 1; day <= 3; day++)
        {
            // In one leap, and then in small steps: a clock that leaps while somebody works takes the lease away.
            house.Clock.Advance((await RowAsync(house))!.NextDue - house.Clock.GetUtcNow());
            await house.AdvancesUntilAsync(
                "it ran", TimeSpan.FromMilliseconds(100), () => Task.FromResult(Volatile.Read(ref runs) >= day));
            await house.HoldsAsync("all was done", () => IsDoneAsync(house));
            Assert.Equal(day, Volatile.Read(ref runs));
        }

        await house.StopAsync();
        await other.StopAsync();
        house.Clock.Advance(TimeSpan.FromDays(7));
        await using var later = house.OpenAnother(register);
        await later.StartAsync();
        await house.HoldsAsync("it ran", () => Task.FromResult(Volatile.Read(ref runs) == 4));
        await house.HoldsAsync("all was done", () => IsDoneAsync(house));
        Assert.Equal(4, (await DueAsync(house)).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_retention_sweep_is_a_schedule_that_runs_a_minute_after_the_first_start(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, _ => { });
        await house.HoldsAsync("it was planned", async () => (await house.RowsAsync<ScheduleRow>()).Count > 0);

        Assert.Equal(
            (RetentionSweep.Schedule, house.Clock.GetUtcNow() + TimeSpan.FromMinutes(1)),
            (await house.RowsAsync<ScheduleRow>()).Select(row => (row.Name, row.NextDue)).Single());
        await house.AdvancesUntilAsync(
            "the sweep ran",
            TimeSpan.FromSeconds(10),
            async () => (await house.RowsAsync<OutboxDelivery>()).Any(row => row is
            {
                Handler: "schedule.retention", Status: DeliveryStatus.Done,
            }));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_is_done_goes_after_fourteen_days_and_what_is_dead_and_the_inbox_after_ninety(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst((happened, _) =>
        {
            if (happened.AggregateId == "dead")
            {
                throw new InvalidOperationException("Never.");
            }
        }));
        var done = await house.PublishAsync("done");
        var dead = await house.PublishAsync("dead");
        await house.WriteAsync(transaction => transaction.Publish(new NobodyWants()));
        await house.StartAsync();
        await house.HasStatusAsync(done, DeliveryStatus.Done);
        await house.HoldsAsync("it had failed", async () => (await house.DeliveryAsync(dead)).LastErrorType is not null);
        await house.StopAsync();
        var now = house.Clock.GetUtcNow();
        await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<OutboxDelivery>()
            .Where(row => row.Status == DeliveryStatus.Available)
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.Status, DeliveryStatus.Dead).SetProperty(delivery => delivery.EndedAt, now),
                TestContext.Current.CancellationToken));

        house.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromTicks(1));
        await SweepAsync(house);
        Assert.Equal((3, 2, 1), await CountAsync(house));
        house.Clock.Advance(TimeSpan.FromTicks(1));
        await SweepAsync(house);
        Assert.Equal((1, 1, 1), await CountAsync(house));
        house.Clock.Advance(TimeSpan.FromDays(76));
        await SweepAsync(house);
        Assert.Equal((0, 0, 0), await CountAsync(house));
    }

    private static async Task<(int, int, int)> CountAsync(EventHouse house) => (
        (await house.RowsAsync<OutboxEvent>()).Count,
        (await house.RowsAsync<OutboxDelivery>()).Count,
        (await house.RowsAsync<InboxEntry>()).Count);

    private static Task<IReadOnlyDictionary<string, int>> SweepAsync(EventHouse house) => house.InScopeAsync(scope =>
        scope.GetRequiredService<RetentionSweep>().SweepAsync(TestContext.Current.CancellationToken));

    private static async Task<ScheduleRow?> RowAsync(EventHouse house) =>
        (await house.RowsAsync<ScheduleRow>()).SingleOrDefault(row => row.Name == "test");

    private static async Task<List<OutboxEvent>> DueAsync(EventHouse house) =>
        [.. (await house.RowsAsync<OutboxEvent>()).Where(row => row.AggregateId == "test")];

    private static async Task<bool> IsDoneAsync(EventHouse house) =>
        (await house.RowsAsync<OutboxDelivery>()).Where(row => row.AggregateId == "test").All(row => row.Status == DeliveryStatus.Done);

    private sealed class Daily(Action run) : IEventWorker<ScheduleDue>
    {
        public Task<OutboundOutcome> WorkAsync(ScheduleDue @event, EventContext context, CancellationToken cancellationToken)
        {
            run();
            return Task.FromResult<OutboundOutcome>(new OutboundOutcome.Delivered());
        }
    }

    private sealed record NobodyWants : IEvent
    {
        public static string Type => "nobody.wants";

        public static int Version => 1;

        public string AggregateId => "nobody";
    }
}
