using System.Diagnostics;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>
/// One attempt at several deliveries of one handler, in one unit of work: all that it got to end, or nothing has happened. Under load a
/// unit for each costs more than what most handlers do in it. One that hangs holds up the batches of its handler, on every server, until
/// its time is up.
/// </summary>
internal sealed class DeliveryBatch(
    IServiceScopeFactory scopes, IDatabaseDialect dialect, EventSubscription subscription, TimeProvider clock)
{
    /// <summary>How many deliveries share a unit at most.</summary>
    public const int LargestBatch = 16;

    /// <summary>After how long no other delivery is begun: other writers wait meanwhile.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(250);

    /// <summary>Handles as many as it can in a short time, at least one.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="deliveries">What it is to handle, each of another aggregate.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>How the first of them ended; a refusal where one of them was not to be had, so that nothing has happened.</returns>
    public async Task<Result<IReadOnlyList<HandledDelivery>>> HandleAsync(
        HandlerInvocation handler, IReadOnlyList<ReadDelivery> deliveries, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        var isAbandoned = false;
        try
        {
            var unit = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            return await unit.RunAsync<IReadOnlyList<HandledDelivery>>(
                async (transaction, ended) =>
                {
                    // Two batches that change the same rows in another order would stand in each other's way.
                    await transaction.LockAsync($"handler:{subscription.Handler}", ended);
                    return await LimitedWork.RunAsync(
                        stop => HandleAsync(scope.ServiceProvider, transaction, handler, deliveries, stop),
                        subscription.TimeLimit,
                        clock,
                        () =>
                        {
                            isAbandoned = true;
                            transaction.Abandon();
                        },
                        ended);
                },
                cancellationToken);
        }
        finally
        {
            await LimitedWork.DisposeAsync(scope, isAbandoned);
        }
    }

    private async Task<Result<IReadOnlyList<HandledDelivery>>> HandleAsync(
        IServiceProvider scope,
        Transaction transaction,
        HandlerInvocation handler,
        IReadOnlyList<ReadDelivery> deliveries,
        CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var handled = new List<HandledDelivery>(deliveries.Count);
        foreach (var (delivery, happened) in deliveries)
        {
            using var activity = EventMeters.Begin(delivery.Handler, delivery.Event.Type, delivery.Event.TraceId);
            var traceId = activity.TraceId.ToHexString();
            var end = new DeliveryEnd(
                delivery.EventSequence, delivery.EventId, delivery.Handler, delivery.Token, transaction.StartedAt, Code: null, traceId);
            var entry = await dialect.EndDeliveryAsync(transaction.Data, end, cancellationToken);
            if (entry is DeliveryEntry.Lost)
            {
                return new ClaimLost();
            }

            if (entry is DeliveryEntry.Entered)
            {
                FaultPoint.Reach("events.before_effect");
                await handler.HandleAsync(scope, happened, transaction, cancellationToken);
                FaultPoint.Reach("events.after_effect");
            }

            handled.Add(new HandledDelivery(
                delivery, entry is DeliveryEntry.Entered ? new HandlingOutcome.Handled(Code: null) : new HandlingOutcome.Repeated()));

            // One that hung and comes back has no business here any more.
            cancellationToken.ThrowIfCancellationRequested();

            // What the next one reads must hold what this one has changed.
            await transaction.Data.SaveChangesAsync(cancellationToken);
            transaction.Data.ChangeTracker.Clear();
            if (Stopwatch.GetElapsedTime(begun) > LongestBatch)
            {
                break;
            }
        }

        return handled;
    }
}

/// <summary>A delivery and the event that its payload tells of.</summary>
internal sealed record ReadDelivery(ClaimedDelivery Delivery, object Event);

/// <summary>A delivery and how it ended.</summary>
internal sealed record HandledDelivery(ClaimedDelivery Delivery, HandlingOutcome Outcome);
