using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Events;

/// <summary>
/// Does what an event asks for outside a unit of work: calls somebody, or runs several units of its own. It may see an event more
/// than once, after a crash between its work and the note that it is done, so what it does must bear repetition.
/// </summary>
/// <typeparam name="TEvent">What it works on.</typeparam>
public interface IEventWorker<in TEvent>
    where TEvent : IEvent
{
    /// <summary>Works on one event. What it throws counts as a transient failure.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="context">By which a repetition can be recognised.</param>
    /// <param name="cancellationToken">Set when the worker's time is up; one that does not heed it is abandoned.</param>
    /// <returns>How it ended.</returns>
    Task<OutboundOutcome> WorkAsync(TEvent @event, EventContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that an event is given up after too many attempts, in the unit of work in which it becomes a dead letter. Nothing unless
    /// overridden; not called for what the worker itself has called a permanent failure.
    /// </summary>
    /// <param name="event">What happened.</param>
    /// <param name="errorType">The type of the last error.</param>
    /// <param name="transaction">The unit of work; services of the same scope join it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>When all is added to the transaction.</returns>
    Task GaveUpAsync(TEvent @event, string errorType, Transaction transaction, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}

/// <summary>Which delivery of which event this is.</summary>
/// <param name="EventId">The event's id, the same at every attempt: a key for whoever is called.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="TraceId">The trace that the attempt belongs to, 32 hexadecimal digits.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
public sealed record EventContext(Guid EventId, int Attempt, string TraceId, DateTimeOffset OccurredAt);
