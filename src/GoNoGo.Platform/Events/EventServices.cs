using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform.Events;

/// <summary>How a module says that it wants events.</summary>
public static class EventServices
{
    /// <summary>Has a handler get every event of a type, inside a unit of work.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The handler's stable name, such as <c>moderation.screen</c>; no two handlers may have the same.</param>
    /// <param name="adjust">Changes the time limit (up to <see cref="UnitOfWork.TimeLimit"/>) or how long it keeps trying.</param>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="THandler">The handler; a scoped service, added unless it is there.</typeparam>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddEventHandler<TEvent, THandler>(
        this IServiceCollection services, string name, Func<EventSubscription, EventSubscription>? adjust = null)
        where TEvent : IEvent
        where THandler : class, IEventHandler<TEvent>
    {
        services.TryAddScoped<THandler>();
        var subscription = new EventSubscription(TEvent.Type, name) { Invocation = new HandlerInvocation<TEvent, THandler>() };
        subscription = adjust?.Invoke(subscription) ?? subscription;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subscription.TimeLimit, UnitOfWork.TimeLimit);
        return services.AddSingleton(subscription);
    }

    /// <summary>Has a worker get every event of a type, outside any unit of work.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The worker's stable name, such as <c>mail.send</c>; no two handlers may have the same.</param>
    /// <param name="adjust">Changes the time limit, how long it keeps trying, or the one aggregate that it wants.</param>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="TWorker">The worker; a scoped service, added unless it is there.</typeparam>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddEventWorker<TEvent, TWorker>(
        this IServiceCollection services, string name, Func<EventSubscription, EventSubscription>? adjust = null)
        where TEvent : IEvent
        where TWorker : class, IEventWorker<TEvent>
    {
        services.TryAddScoped<TWorker>();
        var subscription = new EventSubscription(TEvent.Type, name)
        {
            TimeLimit = EventSubscription.WorkerTimeLimit,
            Invocation = new WorkerInvocation<TEvent, TWorker>(),
        };
        return services.AddSingleton(adjust?.Invoke(subscription) ?? subscription);
    }

    /// <summary>Has a worker called when a schedule is due, on one of all servers.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The schedule's stable name, such as <c>retention</c>; its worker is <c>schedule.retention</c>.</param>
    /// <param name="timing">When it is due.</param>
    /// <param name="timeLimit">How long the worker may take; null for <see cref="EventSubscription.WorkerTimeLimit"/>.</param>
    /// <typeparam name="TWorker">The worker; a scoped service, added unless it is there.</typeparam>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddSchedule<TWorker>(
        this IServiceCollection services, string name, ScheduleTiming timing, TimeSpan? timeLimit = null)
        where TWorker : class, IEventWorker<ScheduleDue>
    {
        services.AddSingleton(new Schedule(name, timing));
        return services.AddEventWorker<ScheduleDue, TWorker>($"schedule.{name}", subscription => subscription with
        {
            AggregateId = name,
            TimeLimit = timeLimit ?? subscription.TimeLimit,
        });
    }

    /// <summary>Adds the outbox and the dispatcher, which a host starts and a command does not.</summary>
    internal static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventSignal>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Random>();
        services.AddSingleton<Backoff>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryRescue>();
        services.AddSingleton<DeliveryRunner>();

        // The constructor is internal because its parts are; the container sees public ones only.
        services.AddSingleton(provider => new EventDispatcher(
            provider,
            provider.GetServices<EventSubscription>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IDatabaseDialect>(),
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<DeliveryRunner>(),
            provider.GetRequiredService<DeliveryRescue>(),
            provider.GetRequiredService<EventSignal>(),
            provider.GetRequiredService<PageVersions>(),
            provider.GetRequiredService<IOptions<EventOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<EventDispatcher>());
        services.AddHostedService<Scheduler>();
        services.AddScoped<EventDesk>();
        return services;
    }
}
