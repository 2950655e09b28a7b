using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Data;

/// <summary>
/// One running unit of work. State goes through <see cref="Data"/>; audit entries and events join it here and commit with it.
/// </summary>
public sealed class Transaction : IDisposable
{
    private readonly List<OutboxEvent> published = [];
    private readonly List<AuditEntry> entries = [];
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly List<object> inserted = [];
    private readonly Dictionary<SubjectId, Key> subjectKeys = [];
    private readonly IDatabaseDialect dialect;
    private bool hasSaved;

    internal Transaction(Guid id, DateTimeOffset startedAt, DataContext data, IDatabaseDialect dialect)
    {
        this.dialect = dialect;
        Id = id;
        StartedAt = startedAt;
        Data = data;
        data.SavingChanges += NoteShown;
        data.SavedChanges += NoteSaved;
    }

    /// <summary>The transaction's id, which its audit entries and events carry; it holds the millisecond of its start.</summary>
    public Guid Id { get; }

    /// <summary>When it began, UTC: the time of all that it writes.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The context that every repository of this unit shares.</summary>
    public DataContext Data { get; }

    /// <summary>What was published, in order.</summary>
    internal IReadOnlyList<OutboxEvent> Published => published;

    /// <summary>What is to be entered, in order.</summary>
    internal IReadOnlyList<AuditEntry> Entries => entries;

    /// <summary>The rows that are inserted at the end, in order.</summary>
    internal IReadOnlyList<object> Inserted => inserted;

    /// <summary>The keys of people that this unit has asked for: it need not ask twice.</summary>
    internal IDictionary<SubjectId, Key> SubjectKeys => subjectKeys;

    /// <summary>The keys of pages that show something else once this has committed.</summary>
    internal IReadOnlyCollection<string> Shown => shown;

    /// <summary>Whether anything has been or is to be written.</summary>
    internal bool IsWriting =>
        hasSaved || inserted.Count > 0 || entries.Count > 0 || published.Count > 0 || Data.ChangeTracker.HasChanges();

    /// <summary>Why a unit that joined this one was refused, with which this one cannot commit any more.</summary>
    internal Error? Refusal { get; private set; }

    /// <summary>What a unit that joined this one threw, with which this one cannot commit any more.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Whether the work runs on though nobody waits for it any more.</summary>
    internal bool IsAbandoned { get; private set; }

    /// <summary>Says that a statement which the context does not track has written, so that the unit counts as one that writes.</summary>
    public void NoteWrite() => hasSaved = true;

    /// <summary>
    /// Inserts a row at the end of the unit, past the context: for a kind of which many are written. No query or update of the unit sees
    /// it, and what the context saves is there before it.
    /// </summary>
    /// <param name="row">
    /// The entity, complete: where the database makes a part of it, the unit fails at its end, with an
    /// <see cref="InvalidOperationException"/>.
    /// </param>
    public void Insert(object row)
    {
        ArgumentNullException.ThrowIfNull(row);
        inserted.Add(row);
        if (row is IShownOnPages { PageKey: var key })
        {
            shown.Add(key);
        }
    }

    /// <summary>Says that somebody came for the first time, whose key need not be asked for in this unit.</summary>
    /// <param name="newcomer">Who.</param>
    public void Know(NewSubject newcomer)
    {
        ArgumentNullException.ThrowIfNull(newcomer);
        if (newcomer.Key is { } key)
        {
            subjectKeys[newcomer.Id] = key;
        }
    }

    /// <summary>
    /// Has units that lock the same aggregate take turns, so that what one of them finds there still holds when it commits. What is to
    /// be judged is read afterwards; a unit that locks several does so in one order.
    /// </summary>
    /// <param name="aggregate">Its name, such as <c>staff</c>. It is written nowhere.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    /// <returns>When it is this unit's turn; it lasts until the unit has ended.</returns>
    public Task LockAsync(string aggregate, CancellationToken cancellationToken) => dialect.LockAsync(Data, aggregate, cancellationToken);

    /// <summary>Adds an entry to the audit trail.</summary>
    /// <param name="act">What was done.</param>
    public void Audit(AuditAct act) => Enter(act, StartedAt);

    /// <summary>Adds an event to the outbox.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="dueAt">Not to be handled before, UTC; null for at once. An event that waits for its time holds up no other.</param>
    /// <typeparam name="TEvent">Its type.</typeparam>
    /// <returns>The event's id, with which one that is not due yet can be cancelled.</returns>
    /// <exception cref="ArgumentException">
    /// The event is over <see cref="Outbox.MaximumPayloadBytes"/> bytes; nothing is published.
    /// </exception>
    public Guid Publish<TEvent>(TEvent @event, DateTimeOffset? dueAt = null)
        where TEvent : IEvent
    {
        var row = Outbox.Prepare(this, @event, dueAt);
        published.Add(row);
        return row.Id;
    }

    /// <summary>Ends the life of this object, not of the transaction: that is its unit's.</summary>
    public void Dispose()
    {
        Data.SavingChanges -= NoteShown;
        Data.SavedChanges -= NoteSaved;
    }

    /// <summary>Cancels an event that this unit or an earlier one has published to be handled later.</summary>
    /// <param name="eventId">The id that publishing gave.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// True if somebody was to handle it and nobody has begun: nobody will, once this unit commits. False if it is too late, or if
    /// there is no such event: nothing has changed.
    /// </returns>
    public Task<bool> CancelAsync(Guid eventId, CancellationToken cancellationToken)
    {
        var unsaved = published.RemoveAll(row => row.Id == eventId);
        return unsaved > 0 ? Task.FromResult(true) : EventCancellation.CancelAsync(this, eventId, cancellationToken);
    }

    /// <summary>Says that the work runs on though nobody waits for it any more; it must not reach the database.</summary>
    internal void Abandon() => IsAbandoned = true;

    internal void Enter(AuditAct act, DateTimeOffset at) => entries.Add(AuditTrail.Prepare(this, act, at));

    internal void Doom(Error refusal) => Refusal ??= refusal;

    internal void Doom(Exception failure) => Failure ??= failure;

    private void NoteShown(object? sender, SavingChangesEventArgs saving) => shown.UnionWith(
        from entry in Data.ChangeTracker.Entries<IShownOnPages>()
        where entry.State is not (EntityState.Unchanged or EntityState.Detached)
        select entry.Entity.PageKey);

    private void NoteSaved(object? sender, SavedChangesEventArgs saved) => hasSaved |= saved.EntitiesSavedCount > 0;
}
