using System.Diagnostics;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>Makes one attempt at one delivery and writes down how it ended.</summary>
internal sealed partial class DeliveryRunner(
    IServiceScopeFactory scopes,
    IDatabaseDialect dialect,
    DeliveryQueue queue,
    EventSignal signal,
    TimeProvider clock,
    ILogger<DeliveryRunner> logger)
{
    /// <summary>The error type of a payload that this program cannot read.</summary>
    public const string PayloadUnreadable = "PayloadUnreadable";

    /// <summary>Makes the attempt. It does not throw: what goes wrong is how it ended, or the lease lapses.</summary>
    public async Task RunAsync(ClaimedDelivery delivery, EventSubscription subscription, CancellationToken cancellationToken)
    {
        using var activity = EventMeters.Begin(delivery.Handler, delivery.Event.Type, delivery.Event.TraceId);
        var traceId = activity.TraceId.ToHexString();
        try
        {
            var outcome = await AttemptAsync(delivery, subscription, traceId, cancellationToken);
            FaultPoint.Reach("events.committed");
            activity.SetTag("gonogo.outcome", outcome.Name);
            EventMeters.Handled(delivery.Handler, outcome.Name, clock.GetUtcNow() - delivery.Event.DueAt);
            await FollowUpAsync(delivery, subscription, outcome, traceId);
        }
        catch (Exception exception)
        {
            // The database did not take the outcome. The lease lapses, and somebody tries again.
            LogUnwritten(delivery.EventId, delivery.Handler, exception.GetType().Name, traceId);
            queue.Release(delivery);
        }
    }

    /// <summary>Makes one attempt at several deliveries of a handler in one unit of work. It does not throw.</summary>
    /// <returns>Those to which nothing has happened: each is to be tried alone.</returns>
    public async Task<IReadOnlyList<ClaimedDelivery>> RunTogetherAsync(
        IReadOnlyList<ClaimedDelivery> deliveries, EventSubscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            var read = Read(deliveries, subscription);
            if (read.Count < deliveries.Count || subscription.Invocation is not HandlerInvocation handler)
            {
                return deliveries;
            }

            var batch = new DeliveryBatch(scopes, dialect, subscription, clock);
            if (!(await batch.HandleAsync(handler, read, cancellationToken)).Succeeded(out var handled, out var refusal))
            {
                LogTogetherFailed(deliveries.Count, subscription.Handler, refusal.GetType().Name);
                return deliveries;
            }

            FaultPoint.Reach("events.committed");
            foreach (var (delivery, outcome) in handled)
            {
                EventMeters.Handled(delivery.Handler, outcome.Name, clock.GetUtcNow() - delivery.Event.DueAt);
                LogHandled(delivery.EventId, delivery.Handler, outcome.Name);
                queue.Release(delivery);
            }

            return [.. deliveries.Skip(handled.Count)];
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return []; // They are still held, and go back with all that is.
        }
        catch (Exception exception)
        {
            // Which of them is to blame shows when each is tried alone.
            LogTogetherFailed(deliveries.Count, subscription.Handler, exception.GetType().Name);
            return deliveries;
        }
    }

    private static List<ReadDelivery> Read(IReadOnlyList<ClaimedDelivery> deliveries, EventSubscription subscription) =>
    [
        .. from delivery in deliveries
           let happened = subscription.Invocation?.Read(delivery.Event.Version, delivery.Event.Payload)
           where happened is not null
           select new ReadDelivery(delivery, happened),
    ];

    private async Task<HandlingOutcome> AttemptAsync(
        ClaimedDelivery delivery, EventSubscription subscription, string traceId, CancellationToken cancellationToken)
    {
        if (subscription.Invocation?.Read(delivery.Event.Version, delivery.Event.Payload) is not { } happened)
        {
            return new HandlingOutcome.Failed(PayloadUnreadable) { IsPermanent = true };
        }

        var attempt = new DeliveryAttempt(scopes, dialect, delivery, subscription, traceId, clock);
        try
        {
            return subscription.Invocation switch
            {
                HandlerInvocation handler => await attempt.HandleAsync(handler, happened, cancellationToken),
                WorkerInvocation worker => await attempt.WorkAsync(worker, happened, cancellationToken),
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return new HandlingOutcome.Interrupted();
        }
        catch (Exception exception)
        {
            return new HandlingOutcome.Failed(exception.GetType().Name);
        }
    }

    private async Task FollowUpAsync(
        ClaimedDelivery delivery, EventSubscription subscription, HandlingOutcome outcome, string traceId)
    {
        switch (outcome)
        {
            case HandlingOutcome.Interrupted:
                return; // It is still held, and goes back with all that is.
            case HandlingOutcome.Failed failure:
                var next = await queue.FailAsync(delivery, failure, subscription, traceId, CancellationToken.None);
                TellOfFailure(delivery, failure, next, traceId);
                break;
            case HandlingOutcome.Postponed postponed:
                await queue.PostponeAsync(delivery, postponed, CancellationToken.None);
                signal.Set();
                break;
            default:
                LogHandled(delivery.EventId, delivery.Handler, outcome.Name);
                break;
        }

        queue.Release(delivery);
    }

    private void TellOfFailure(ClaimedDelivery delivery, HandlingOutcome.Failed failure, DateTimeOffset? next, string traceId)
    {
        if (next is { } time)
        {
            LogFailed(delivery.EventId, delivery.Handler, failure.ErrorType, failure.Code, delivery.Attempt, time, traceId);
            signal.Set(); // The dispatcher plans its next waking by what is due next.
        }
        else
        {
            LogDied(delivery.EventId, delivery.Handler, failure.ErrorType, failure.Code, delivery.Attempt, traceId);
            EventMeters.Died(delivery.Handler);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Handled {EventId} by {Handler}: {Outcome}")]
    private partial void LogHandled(Guid eventId, string handler, string outcome);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Handled {EventId} by {Handler}: failed with {ErrorType} {Code} at attempt {Attempt}, next at {DueAt}, trace {TraceId}")]
    private partial void LogFailed(
        Guid eventId, string handler, string errorType, string? code, int attempt, DateTimeOffset dueAt, string traceId);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Handled {EventId} by {Handler}: dead with {ErrorType} {Code} after {Attempt} attempts, trace {TraceId} (gonogo events list)")]
    private partial void LogDied(Guid eventId, string handler, string errorType, string? code, int attempt, string traceId);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "The outcome of {EventId} by {Handler} could not be written, so it is tried again: {ErrorType}, trace {TraceId}")]
    private partial void LogUnwritten(Guid eventId, string handler, string errorType, string traceId);

    [LoggerMessage(5, LogLevel.Information, "{Count} events for {Handler} did not go together and are tried one by one: {ErrorType}")]
    private partial void LogTogetherFailed(int count, string handler, string errorType);
}
