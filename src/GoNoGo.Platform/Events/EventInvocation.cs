using System.Text.Json;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>Knows the types behind a subscription: reads a payload and hands it to the handler.</summary>
internal abstract class EventInvocation
{
    /// <summary>The event of a payload; null if this program cannot read it.</summary>
    public abstract object? Read(int version, string payload);
}

/// <summary>What runs inside a unit of work.</summary>
internal abstract class HandlerInvocation : EventInvocation
{
    public abstract Task HandleAsync(
        IServiceProvider scope, object @event, Transaction transaction, CancellationToken cancellationToken);
}

/// <summary>What runs outside one.</summary>
internal abstract class WorkerInvocation : EventInvocation
{
    public abstract Task<OutboundOutcome> WorkAsync(
        IServiceProvider scope, object @event, EventContext context, CancellationToken cancellationToken);

    public abstract Task GaveUpAsync(
        IServiceProvider scope, object @event, string errorType, Transaction transaction, CancellationToken cancellationToken);
}

internal sealed class HandlerInvocation<TEvent, THandler> : HandlerInvocation
    where TEvent : IEvent
    where THandler : class, IEventHandler<TEvent>
{
    public override object? Read(int version, string payload) => EventPayload.Read<TEvent>(version, payload);

    public override Task HandleAsync(
        IServiceProvider scope, object @event, Transaction transaction, CancellationToken cancellationToken) =>
        scope.GetRequiredService<THandler>().HandleAsync((TEvent)@event, transaction, cancellationToken);
}

internal sealed class WorkerInvocation<TEvent, TWorker> : WorkerInvocation
    where TEvent : IEvent
    where TWorker : class, IEventWorker<TEvent>
{
    public override object? Read(int version, string payload) => EventPayload.Read<TEvent>(version, payload);

    public override Task<OutboundOutcome> WorkAsync(
        IServiceProvider scope, object @event, EventContext context, CancellationToken cancellationToken) =>
        scope.GetRequiredService<TWorker>().WorkAsync((TEvent)@event, context, cancellationToken);

    public override Task GaveUpAsync(
        IServiceProvider scope, object @event, string errorType, Transaction transaction, CancellationToken cancellationToken) =>
        ((IEventWorker<TEvent>)scope.GetRequiredService<TWorker>())
            .GaveUpAsync((TEvent)@event, errorType, transaction, cancellationToken);
}

internal static class EventPayload
{
    /// <summary>A payload of an older version is read as it is; of a newer one nobody here knows what it means.</summary>
    public static object? Read<TEvent>(int version, string payload)
        where TEvent : IEvent
    {
        if (version > TEvent.Version)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TEvent>(payload, EventJson.Options);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
