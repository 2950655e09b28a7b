using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>What a handler does wrong stays its own affair: it is tried again, given up in the end, and holds up nobody else.</summary>
public sealed class FailureTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_delivery_is_dead_after_ten_attempts_with_the_type_of_the_error_and_its_trace(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(
            provider, services => services.AddFirst((_, _) => GC.KeepAlive(new byte[int.MaxValue])));

        var id = await house.PublishAsync("a");
        await DiesAsync(house, id);

        var row = await house.DeliveryAsync(id);
        Assert.Equal((10, nameof(OutOfMemoryException), 32), (row.Attempts, row.LastErrorType, row.LastTraceId?.Length));
        Assert.DoesNotContain(house.Log.Lines, line => line.Contains("ada@", StringComparison.Ordinal));
        Assert.DoesNotContain(await house.RowsAsync<InboxEntry>(), entry => entry.EventId == id);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_handler_that_asks_for_more_time_is_not_given_up_before_it_is_over(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirstAsync(
            (_, _, _) => throw new InvalidOperationException("Not yet."),
            subscription => subscription with { KeepTryingFor = TimeSpan.FromDays(1) }));

        var id = await house.PublishAsync("a");
        var published = house.Clock.GetUtcNow();
        await DiesAsync(house, id);

        var row = await house.DeliveryAsync(id);
        Assert.True(row.Attempts > 10, $"{row.Attempts} attempts");
        Assert.True(row.EndedAt - published >= TimeSpan.FromDays(1), $"dead after {row.EndedAt - published}");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_refusal_keeps_its_code(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddScoped<Refuser>()
            .AddEventHandler<ThingDone, Refuser>("test.first"));
        await house.StartAsync();

        var id = await house.PublishAsync("a");
        await house.HoldsAsync("it had failed", async () => (await house.DeliveryAsync(id)).LastErrorType is not null);

        var row = await house.DeliveryAsync(id);
        Assert.Equal((nameof(Refused), "refused", DeliveryStatus.Available), (row.LastErrorType, row.LastCode, row.Status));
        Assert.Empty(await house.EffectsAsync());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_handler_that_hangs_in_its_transaction_is_rolled_back_and_the_others_go_on(DatabaseProvider provider)
    {
        using var never = new SemaphoreSlim(0);
        using var late = new SemaphoreSlim(0);
        var afterwards = new TaskCompletionSource<Exception?>();
        await using var house = await EventHouse.StartAsync(provider, services => services
            .AddFirstAsync(async (happened, transaction, _) =>
            {
                EventHouse.Effect(happened, transaction);
                await transaction.Data.SaveChangesAsync(CancellationToken.None);
                if (happened.AggregateId == "hangs")
                {
                    await late.WaitAsync(CancellationToken.None);
                    afterwards.TrySetResult(await Record.ExceptionAsync(async () =>
                    {
                        EventHouse.Effect(happened with { Text = "late" }, transaction);
                        await transaction.Data.SaveChangesAsync(CancellationToken.None);
                    }));
                    await never.WaitAsync(CancellationToken.None);
                }
            })
            .AddSecond(EventHouse.EffectOf("second:")));

        var hanging = await house.PublishAsync("hangs");
        await house.AdvancesUntilAsync(
            "it was found to hang",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync<OutboxDelivery>()).Any(row => row.LastErrorType == nameof(TimeoutException)));
        late.Release();

        Assert.NotNull(await afterwards.Task.WaitAsync(Testing.Eventually.Patience, TestContext.Current.CancellationToken));

        // The next attempt hangs in its turn, and who publishes waits for its end.
        var publishing = house.PublishAsync("b");
        await house.AdvancesUntilAsync("b was published", TimeSpan.FromSeconds(1), () => Task.FromResult(publishing.IsCompleted));
        await publishing;
        await house.AdvancesUntilAsync(
            "the next was handled", TimeSpan.FromSeconds(1), async () => (await house.EffectsAsync()).Contains("b"));
        Assert.DoesNotContain(await house.EffectsAsync(), effect => effect.StartsWith("hangs", StringComparison.Ordinal));
        Assert.Contains("second:hangs", await house.EffectsAsync());
        Assert.Contains(await house.RowsAsync<OutboxEvent>(), row => row.Id == hanging);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_statement_that_never_ends_is_cut_off_with_its_transaction(DatabaseProvider provider)
    {
        var statement = provider is DatabaseProvider.Postgres
            ? "SELECT pg_sleep(3600)"
            : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        await using var house = await EventHouse.StartAsync(provider, services => services.AddFirstAsync(async (happened, transaction, _) =>
        {
            EventHouse.Effect(happened, transaction);
            await transaction.Data.SaveChangesAsync(CancellationToken.None);
            if (happened.AggregateId == "hangs")
            {
                transaction.Data.Database.SetCommandTimeout(0);
                await transaction.Data.Database.ExecuteSqlRawAsync(statement, CancellationToken.None);
            }
        }));

        await house.PublishAsync("hangs");
        await house.AdvancesUntilAsync(
            "it was found to hang",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync<OutboxDelivery>()).Any(row => row.LastErrorType is not null));
        await house.PublishAsync("b");
        await house.AdvancesUntilAsync(
            "the next was handled", TimeSpan.FromSeconds(1), async () => (await house.EffectsAsync()).Contains("b"));

        Assert.Equal(["b"], await house.EffectsAsync());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_worker_that_hangs_holds_up_neither_other_handlers_nor_its_own_other_events(DatabaseProvider provider)
    {
        using var never = new SemaphoreSlim(0);
        await using var house = await EventHouse.StartAsync(provider, services => services
            .AddCaller(async (happened, _, _) =>
            {
                if (happened.AggregateId == "hangs")
                {
                    await never.WaitAsync(CancellationToken.None);
                }

                return new OutboundOutcome.Delivered();
            })
            .AddFirst(EventHouse.Effect));

        await house.PublishAsync("hangs");
        await house.PublishAsync("b");

        await house.HoldsAsync("all else was done", async () =>
            (await house.RowsAsync<OutboxDelivery>()).Count(row => row.Status == DeliveryStatus.Done) == 3);
        await house.AdvancesUntilAsync(
            "the hanging one had failed",
            TimeSpan.FromSeconds(5),
            async () => (await house.RowsAsync<OutboxDelivery>()).Any(row => row.LastErrorType == nameof(TimeoutException)));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_a_worker_answers_decides_whether_it_is_tried_again(DatabaseProvider provider)
    {
        await using var house = await EventHouse.StartAsync(provider, services => services.AddCaller((happened, context, _) =>
            Task.FromResult<OutboundOutcome>(happened.AggregateId switch
            {
                "skipped" => new OutboundOutcome.Skipped("no_consent"),
                "permanent" => new OutboundOutcome.PermanentFailure("Refused"),
                "transient" when context.Attempt == 1 => new OutboundOutcome.TransientFailure("Busy", TimeSpan.FromMinutes(7)),
                _ => new OutboundOutcome.Delivered(),
            })));
        var start = house.Clock.GetUtcNow();

        var delivered = await house.PublishAsync("delivered");
        var skipped = await house.PublishAsync("skipped");
        var permanent = await house.PublishAsync("permanent");
        var transient = await house.PublishAsync("transient");
        await house.HasStatusAsync(delivered, DeliveryStatus.Done);
        await house.HasStatusAsync(skipped, DeliveryStatus.Done);
        await house.HasStatusAsync(permanent, DeliveryStatus.Dead);
        await house.HoldsAsync("it had failed", async () => (await house.DeliveryAsync(transient)).LastErrorType == "Busy");

        Assert.Equal("no_consent", (await house.DeliveryAsync(skipped)).LastCode);
        Assert.True(await house.DeliveryAsync(permanent) is { Attempts: 1, LastErrorType: "Refused" });
        Assert.Equal(start + TimeSpan.FromMinutes(7), (await house.DeliveryAsync(transient)).DueAt);
        await house.AdvancesUntilAsync(
            "it was handled", TimeSpan.FromMinutes(1), async () => (await house.DeliveryAsync(transient)).Status == DeliveryStatus.Done);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_payload_that_cannot_be_read_is_dead_at_once(DatabaseProvider provider)
    {
        await using var house = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var newer = await house.PublishAsync("newer");
        var broken = await house.PublishAsync("broken");
        var missing = await house.PublishAsync("missing");
        await ChangeAsync(house, newer, row => row.SetProperty(published => published.Version, 2));
        await ChangeAsync(house, broken, row => row.SetProperty(published => published.Payload, "{"));
        await ChangeAsync(house, missing, row => row.SetProperty(published => published.Payload, "{}"));

        await house.StartAsync();

        foreach (var id in new[] { newer, broken, missing })
        {
            await house.HasStatusAsync(id, DeliveryStatus.Dead);
            Assert.Equal(DeliveryRunner.PayloadUnreadable, (await house.DeliveryAsync(id)).LastErrorType);
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_delivery_for_a_handler_that_is_gone_is_dead_on_PostgreSQL_after_ten_minutes(DatabaseProvider provider)
    {
        await using var old = await EventHouse.OpenAsync(provider, services => services.AddFirst(EventHouse.Effect));
        var id = await old.PublishAsync("a");
        await using var house = old.OpenAnother(_ => { });

        if (provider is DatabaseProvider.Postgres)
        {
            old.Clock.Advance(TimeSpan.FromMinutes(9));
            await house.StartAsync();
            old.Clock.Advance(TimeSpan.FromSeconds(50));
            Assert.Equal(DeliveryStatus.Available, (await old.DeliveryAsync(id)).Status);
            await old.AdvancesUntilAsync(
                "it was given up", TimeSpan.FromSeconds(10), async () => (await old.DeliveryAsync(id)).Status == DeliveryStatus.Dead);
        }
        else
        {
            await house.StartAsync();
        }

        await old.HasStatusAsync(id, DeliveryStatus.Dead);
        Assert.Equal(DeliveryRescue.HandlerGone, (await old.DeliveryAsync(id)).LastErrorType);
    }

    private static Task DiesAsync(EventHouse house, Guid id) => house.AdvancesUntilAsync(
        "it was dead", TimeSpan.FromMinutes(20), async () => (await house.DeliveryAsync(id)).Status == DeliveryStatus.Dead);

    private static Task<int> ChangeAsync(
        EventHouse house, Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<OutboxEvent>> change) =>
        house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<OutboxEvent>()
            .Where(published => published.Id == id)
            .ExecuteUpdateAsync(change, TestContext.Current.CancellationToken));

    private sealed class Refuser(UnitOfWork unit) : IEventHandler<ThingDone>
    {
        public Task HandleAsync(ThingDone @event, Transaction transaction, CancellationToken cancellationToken) =>
            unit.RunAsync<Done>(
                (joined, _) =>
                {
                    EventHouse.Effect(@event, joined);
                    return Task.FromResult<Result<Done>>(new Refused());
                },
                cancellationToken);
    }
}
