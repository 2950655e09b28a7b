using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>
/// One attempt at one delivery: the handler runs under its time limit, inside or outside a unit of work.
/// </summary>
internal sealed class DeliveryAttempt(
    IServiceScopeFactory scopes,
    IDatabaseDialect dialect,
    ClaimedDelivery delivery,
    EventSubscription subscription,
    string traceId,
    TimeProvider clock)
{
    /// <summary>Runs the handler in a unit of work that ends the delivery.</summary>
    public async Task<HandlingOutcome> HandleAsync(HandlerInvocation handler, object happened, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        var isAbandoned = false;
        try
        {
            var unit = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            var result = await unit.RunAsync<HandlingOutcome>(
                (transaction, ended) => EndAsync(
                    transaction,
                    code: null,
                    () => LimitedAsync(
                        async stop =>
                        {
                            await handler.HandleAsync(scope.ServiceProvider, happened, transaction, stop);
                            return true;
                        },
                        () =>
                        {
                            isAbandoned = true;
                            transaction.Abandon();
                        },
                        ended),
                    ended),
                cancellationToken);
            return OutcomeOf(result);
        }
        finally
        {
            await LimitedWork.DisposeAsync(scope, isAbandoned);
        }
    }

    /// <summary>Runs the worker, then ends the delivery in a unit of work of its own.</summary>
    public async Task<HandlingOutcome> WorkAsync(WorkerInvocation worker, object happened, CancellationToken cancellationToken)
    {
        var context = new EventContext(delivery.EventId, delivery.Attempt, traceId, delivery.Event.OccurredAt);
        var scope = scopes.CreateAsyncScope();
        var isAbandoned = false;
        OutboundOutcome outcome;
        try
        {
            outcome = await LimitedAsync(
                stop => worker.WorkAsync(scope.ServiceProvider, happened, context, stop), () => isAbandoned = true, cancellationToken);
        }
        finally
        {
            await LimitedWork.DisposeAsync(scope, isAbandoned);
        }

        return outcome switch
        {
            OutboundOutcome.Delivered => await EndAsync(code: null),
            OutboundOutcome.Skipped skipped => await EndAsync(skipped.Reason),
            OutboundOutcome.Postponed postponed => new HandlingOutcome.Postponed(postponed.Reason, postponed.Wait),
            OutboundOutcome.TransientFailure failure => new HandlingOutcome.Failed(failure.ErrorType) { RetryAfter = failure.RetryAfter },
            OutboundOutcome.PermanentFailure failure => new HandlingOutcome.Failed(failure.ErrorType) { IsPermanent = true },
            _ => throw new InvalidOperationException($"An outcome of type {outcome.GetType().Name} is not known."),
        };
    }

    /// <summary>What a worker has done is done: that the server stops is no reason not to write it down.</summary>
    private async Task<HandlingOutcome> EndAsync(string? code)
    {
        BackgroundWork.Suspend(); // Else it would happen again.
        await using var scope = scopes.CreateAsyncScope();
        return OutcomeOf(await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<HandlingOutcome>(
            (transaction, ended) => EndAsync(transaction, code, effect: null, ended), CancellationToken.None));
    }

    /// <summary>
    /// Ends the delivery first and lets the effect happen then, in the same transaction: who has lost the claim is stopped before the
    /// effect, and on PostgreSQL the row stays locked while the handler runs.
    /// </summary>
    private async Task<Result<HandlingOutcome>> EndAsync(
        Transaction transaction, string? code, Func<Task>? effect, CancellationToken cancellationToken)
    {
        var end = new DeliveryEnd(
            delivery.EventSequence, delivery.EventId, delivery.Handler, delivery.Token, transaction.StartedAt, code, traceId);
        switch (await dialect.EndDeliveryAsync(transaction.Data, end, cancellationToken))
        {
            case DeliveryEntry.Lost:
                return new ClaimLost();
            case DeliveryEntry.Repeated:
                return new HandlingOutcome.Repeated();
            default:
                await (effect?.Invoke() ?? Task.CompletedTask);
                return new HandlingOutcome.Handled(code);
        }
    }

    private static HandlingOutcome OutcomeOf(Result<HandlingOutcome> result)
    {
        if (result.Succeeded(out var outcome, out var refusal))
        {
            return outcome;
        }

        return refusal is ClaimLost
            ? new HandlingOutcome.Lost()
            : new HandlingOutcome.Failed(refusal.GetType().Name) { Code = refusal.Code };
    }

    private Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> work, Action abandon, CancellationToken cancellationToken) =>
        LimitedWork.RunAsync(
            async stop =>
            {
                FaultPoint.Reach("events.before_effect");
                var result = await work(stop);
                FaultPoint.Reach("events.after_effect");
                return result;
            },
            subscription.TimeLimit,
            clock,
            abandon,
            cancellationToken);
}

/// <summary>Somebody else has the delivery by now: nothing is written under an old claim.</summary>
internal sealed record ClaimLost() : Conflict("event_claim_lost", "Another server works on this event by now.");
