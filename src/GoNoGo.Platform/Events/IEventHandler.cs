using System.Diagnostics.CodeAnalysis;
using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Events;

/// <summary>
/// Does in the database what an event asks for. It runs in a unit of work of its own, in which the delivery ends as well: what it
/// writes happens once, however often the event is delivered. It must not call out; that is for an <see cref="IEventWorker{TEvent}"/>.
/// </summary>
/// <typeparam name="TEvent">What it handles.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "The field's name for it; no delegate of .NET events is meant.")]
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    /// <summary>Handles one event. What it throws rolls all of it back, and the event comes again later.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="transaction">The unit of work that it runs in; services of the same scope join it.</param>
    /// <param name="cancellationToken">Set when the handler's time is up; one that does not heed it is abandoned and rolled back.</param>
    /// <returns>When all is added to the transaction.</returns>
    Task HandleAsync(TEvent @event, Transaction transaction, CancellationToken cancellationToken);
}
