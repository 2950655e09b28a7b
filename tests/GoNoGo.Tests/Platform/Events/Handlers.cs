using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Events;

/// <summary>Handlers that do what a test tells them.</summary>
internal static class Handlers
{
    public static IServiceCollection AddFirstAsync(
        this IServiceCollection services,
        Func<ThingDone, Transaction, CancellationToken, Task> act,
        Func<EventSubscription, EventSubscription>? adjust = null) =>
        services.AddScoped(_ => new First(act)).AddEventHandler<ThingDone, First>("test.first", adjust);

    public static IServiceCollection AddFirst(
        this IServiceCollection services, Action<ThingDone, Transaction> act) => services.AddFirstAsync(
        (happened, transaction, _) =>
        {
            act(happened, transaction);
            return Task.CompletedTask;
        });

    public static IServiceCollection AddSecond(this IServiceCollection services, Action<ThingDone, Transaction> act) =>
        services.AddScoped(_ => new Second(act)).AddEventHandler<ThingDone, Second>("test.second");

    public static IServiceCollection AddCaller(
        this IServiceCollection services,
        Func<ThingDone, EventContext, CancellationToken, Task<OutboundOutcome>> act,
        Func<EventSubscription, EventSubscription>? adjust = null) =>
        services.AddScoped(_ => new Caller(act)).AddEventWorker<ThingDone, Caller>("test.caller", adjust);

    public sealed class First(Func<ThingDone, Transaction, CancellationToken, Task> act) : IEventHandler<ThingDone>
    {
        public Task HandleAsync(ThingDone @event, Transaction transaction, CancellationToken cancellationToken) =>
            act(@event, transaction, cancellationToken);
    }

    public sealed class Second(Action<ThingDone, Transaction> act) : IEventHandler<ThingDone>
    {
        public Task HandleAsync(ThingDone @event, Transaction transaction, CancellationToken cancellationToken)
        {
            act(@event, transaction);
            return Task.CompletedTask;
        }
    }

    public sealed class Caller(Func<ThingDone, EventContext, CancellationToken, Task<OutboundOutcome>> act) : IEventWorker<ThingDone>
    {
        public Task<OutboundOutcome> WorkAsync(ThingDone @event, EventContext context, CancellationToken cancellationToken) =>
            act(@event, context, cancellationToken);
    }
}
