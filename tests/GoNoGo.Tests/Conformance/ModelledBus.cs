using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Conformance;

/// <summary>The bus on a real database beside a model of it: for each aggregate the events that must be handled, in their order.</summary>
internal sealed class ModelledBus : IAsyncDisposable
{
    private const string Handler = "test.first";
    private static readonly string[] Aggregates = ["a", "b", "c"];

    private readonly EventHouse house;
    private readonly Dictionary<string, List<string>> expected = Aggregates.ToDictionary(name => name, _ => new List<string>());
    private readonly State state;
    private int number;

    private ModelledBus(EventHouse house, State state) => (this.house, this.state) = (house, state);

    private DeliveryQueue Queue => house.Services.GetRequiredService<DeliveryQueue>();

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public static async Task<ModelledBus> OpenAsync(DatabaseProvider provider)
    {
        var state = new State();
        return new ModelledBus(await EventHouse.OpenAsync(provider, services => Register(services, state)), state);
    }

    public async Task TakeAsync(Step step)
    {
        var aggregate = Aggregates[step.Choice];
        switch (step.Kind)
        {
            case StepKind.Publish:
                expected[aggregate].Add(aggregate + ++number);
                await house.PublishAsync(aggregate, $"{number}");
                break;
            case StepKind.PublishAndRefuse:
                await house.InUnitAsync((transaction, _) =>
                {
                    transaction.Publish(new ThingDone(aggregate, "refused"));
                    EventHouse.Effect(new ThingDone(aggregate, "refused"), transaction);
                    return Task.FromResult<Result<Done>>(new Refused());
                });
                break;
            case StepKind.ScheduleAndCancel:
                await CancelAsync(await house.PublishAsync(aggregate, "cancelled", house.Clock.GetUtcNow().AddHours(step.Choice + 1)));
                break;
            case StepKind.Erase:
                await EraseAsync(step.Choice);
                break;
            case StepKind.Seal:
                Assert.Null((await house.Services.GetRequiredService<AuditSealing>().SealAsync(Ended)).Error);
                break;
            default:
                await DispatchAsync(step.Kind);
                break;
        }

        house.Clock.Advance(TimeSpan.FromMilliseconds(10));
    }

    /// <summary>Time passes and nothing goes wrong any more.</summary>
    public async Task FinishAsync()
    {
        for (var i = 0; i < 200 && await IsWaitingAsync(); i++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(20));
            await DispatchAsync(StepKind.Handle);
        }
    }

    public async Task CheckAsync()
    {
        var effects = await house.EffectsAsync();
        foreach (var aggregate in Aggregates)
        {
            Assert.Equal(expected[aggregate], effects.Where(effect => effect.StartsWith(aggregate, StringComparison.Ordinal)));
        }

        var deliveries = await house.RowsAsync<OutboxDelivery>();
        Assert.All(deliveries, delivery => Assert.True(delivery.Status is DeliveryStatus.Done or DeliveryStatus.Cancelled));
        Assert.Equal(effects.Count, deliveries.Count(delivery => delivery.Status is DeliveryStatus.Done));
        Assert.Equal(effects.Count, (await house.RowsAsync<InboxEntry>()).Count);
        await house.Services.GetRequiredService<AuditSealing>().SealAsync(Ended);
        var report = await house.InScopeAsync(scope => scope.GetRequiredService<AuditVerifier>().VerifyAsync([], progress: null, Ended));
        Assert.True(report.Succeeded(out var verified, out _));
        Assert.Empty(verified.Findings);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private static void Register(IServiceCollection services, State state) => services.AddFirstAsync((happened, transaction, _) =>
    {
        EventHouse.Effect(happened, transaction);
        return state.Throws ? Task.FromException(new InvalidOperationException()) : Task.CompletedTask;
    }, subscription => subscription with { KeepTryingFor = TimeSpan.FromDays(365) });

    private async Task DispatchAsync(StepKind kind)
    {
        await house.Services.GetRequiredService<DeliveryRescue>().FreeLapsedAsync(Ended);
        List<ClaimedDelivery> claimed = [];
        foreach (var suspects in new[] { true, false })
        {
            claimed.AddRange((await Queue.ClaimAsync(Handler, suspects, Ended)).Deliveries);
        }

        switch (kind)
        {
            case StepKind.ClaimAndDie:
                claimed.ForEach(Queue.Release);
                house.Clock.Advance(TimeSpan.FromSeconds(31));
                return;
            case StepKind.ClaimAndReturn:
                await Queue.ReturnAsync(Ended);
                return;
            case StepKind.HandleTwice:
                await Task.WhenAll(RunAsync(claimed), RunAsync(claimed));
                return;
            default:
                state.Throws = kind is StepKind.HandleAndThrow;
                await RunAsync(claimed);
                state.Throws = false;
                return;
        }
    }

    private async Task RunAsync(List<ClaimedDelivery> claimed)
    {
        var subscription = house.Services.GetServices<EventSubscription>().Single(subscription => subscription.Handler == Handler);
        foreach (var delivery in claimed)
        {
            await house.Services.GetRequiredService<DeliveryRunner>().RunAsync(delivery, subscription, Ended);
        }
    }

    private async Task<bool> IsWaitingAsync() =>
        (await house.RowsAsync<OutboxDelivery>()).Any(delivery => delivery.Status is DeliveryStatus.Available);

    private async Task CancelAsync(Guid id)
    {
        var cancelled = await house.InUnitAsync(async (transaction, ended) =>
        {
            Assert.True(await transaction.CancelAsync(id, ended));
            return new Done();
        });
        Assert.Null(cancelled.Error);
    }

    private async Task EraseAsync(int choice)
    {
        var sequences = (await house.RowsAsync<AuditPayload>())
            .Select(payload => payload.Sequence).Where(sequence => sequence % 3 == choice);
        await house.InUnitAsync(async (transaction, ended) =>
        {
            await AuditTrail.ErasePayloadsAsync(transaction, sequences, AuditActor.Operator, ended);
            return new Done();
        });
    }

    private sealed class State
    {
        public bool Throws { get; set; }
    }
}
