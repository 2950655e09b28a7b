using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;

namespace GoNoGo.Platform.Data;

/// <summary>
/// One running unit of work. State goes through <see cref="Data"/>; audit entries and events join it here and commit with it.
/// </summary>
public sealed class Transaction
{
    private readonly Outbox outbox;

    internal Transaction(Guid id, DateTimeOffset startedAt, DataContext data, Outbox outbox)
    {
        Id = id;
        StartedAt = startedAt;
        Data = data;
        this.outbox = outbox;
    }

    /// <summary>The transaction's id, which its audit entries and events carry.</summary>
    public Guid Id { get; }

    /// <summary>When it began, UTC: the time of all that it writes.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The context that every repository of this unit shares.</summary>
    public DataContext Data { get; }

    /// <summary>Adds an entry to the audit trail.</summary>
    /// <param name="act">What was done.</param>
    public void Audit(AuditAct act) => AuditTrail.Append(this, act);

    /// <summary>Adds an event to the outbox.</summary>
    /// <param name="event">What happened.</param>
    /// <typeparam name="TEvent">Its type.</typeparam>
    public void Publish<TEvent>(TEvent @event)
        where TEvent : IEvent => outbox.Publish(this, @event);
}
