using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Events;

/// <summary>
/// What an operator sees of events and may do about those that nobody could handle. A running server acts on it within a second.
/// </summary>
/// <param name="data">Where the events are.</param>
/// <param name="unitOfWork">What is decided is written in one.</param>
/// <param name="subscriptions">Who wants what.</param>
/// <param name="clock">Tells waiting from due.</param>
public sealed class EventDesk(DataContext data, UnitOfWork unitOfWork, IEnumerable<EventSubscription> subscriptions, TimeProvider clock)
{
    /// <summary>Who wants what in this program.</summary>
    public IReadOnlyList<EventSubscription> Subscriptions { get; } = [.. subscriptions];

    /// <summary>Deliveries in the order of their events.</summary>
    /// <param name="state">Only those in this state; null for all that are not done.</param>
    /// <returns>Read as they are asked for.</returns>
    public IAsyncEnumerable<DeliveryView> ListAsync(DeliveryState? state) => data.Set<OutboxDelivery>().AsNoTracking()
        .Where(InState(state))
        .OrderBy(delivery => delivery.EventSequence).ThenBy(delivery => delivery.Handler)
        .Select(delivery => new { Delivery = delivery, delivery.Event.Id, delivery.Event.Type })
        .AsAsyncEnumerable()
        .Select(row => View(row.Delivery, row.Id, row.Type));

    /// <summary>An event with its payload and all its deliveries.</summary>
    /// <param name="eventId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The event, or <see cref="EventNotFound"/>.</returns>
    public async Task<Result<EventDetail>> ShowAsync(Guid eventId, CancellationToken cancellationToken)
    {
        var found = await data.Set<OutboxEvent>().AsNoTracking()
            .SingleOrDefaultAsync(published => published.Id == eventId, cancellationToken);
        if (found is null)
        {
            return new EventNotFound(eventId);
        }

        var deliveries = await data.Set<OutboxDelivery>().AsNoTracking()
            .Where(delivery => delivery.EventSequence == found.Sequence)
            .OrderBy(delivery => delivery.Handler)
            .ToListAsync(cancellationToken);
        return new EventDetail(
            found.Id,
            found.Type,
            found.Version,
            found.AggregateId,
            found.OccurredAt,
            found.DueAt,
            found.TraceId,
            found.Payload,
            [.. deliveries.Select(delivery => View(delivery, found.Id, found.Type))]);
    }

    /// <summary>Has the dead letters of an event tried again, from the first attempt on. Entered in the audit trail.</summary>
    /// <param name="eventId">Which.</param>
    /// <param name="handler">Only this handler's; null for all.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <returns>How many; <see cref="EventNotFound"/> or <see cref="NoDeadLetter"/> where there is none.</returns>
    public Task<Result<DeadLettersDecided>> RetryAsync(Guid eventId, string? handler, CancellationToken cancellationToken) =>
        DecideAsync(eventId, handler, "event.retried", DeliveryStatus.Available, cancellationToken);

    /// <summary>Has the dead letters of an event left alone for good. Entered in the audit trail.</summary>
    /// <param name="eventId">Which.</param>
    /// <param name="handler">Only this handler's; null for all.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <returns>How many; <see cref="EventNotFound"/> or <see cref="NoDeadLetter"/> where there is none.</returns>
    public Task<Result<DeadLettersDecided>> DiscardAsync(Guid eventId, string? handler, CancellationToken cancellationToken) =>
        DecideAsync(eventId, handler, "event.discarded", DeliveryStatus.Discarded, cancellationToken);

    /// <summary>Has what waits for a handler about one aggregate tried now, and counted from the first attempt on.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="handler">Whose.</param>
    /// <param name="aggregate">About what.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whether anything waited. What is being worked on does not: how that ends nobody knows.</returns>
    public async Task<bool> HastenAsync(Transaction transaction, string handler, string aggregate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var waiting = await data.Set<OutboxDelivery>()
            .Where(delivery => delivery.Handler == handler && delivery.AggregateId == aggregate)
            .Where(delivery => delivery.Status == DeliveryStatus.Available && delivery.LeasedUntil == null)
            .ToListAsync(cancellationToken);
        foreach (var delivery in waiting)
        {
            (delivery.DueAt, delivery.Attempts) = (transaction.StartedAt, 0);
        }

        return waiting.Count > 0;
    }

    /// <summary>How the bus is doing, in figures.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Counts and the age of the oldest that is due.</returns>
    public async Task<EventStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var available = data.Set<OutboxDelivery>().AsNoTracking().Where(delivery => delivery.Status == DeliveryStatus.Available);
        var waiting = await available.CountAsync(delivery => delivery.LastErrorType == null, cancellationToken);
        var retrying = await available.CountAsync(delivery => delivery.LastErrorType != null, cancellationToken);
        var dead = await data.Set<OutboxDelivery>().CountAsync(delivery => delivery.Status == DeliveryStatus.Dead, cancellationToken);
        var oldest = await available.MinAsync(delivery => (DateTimeOffset?)delivery.Event.DueAt, cancellationToken);
        return new EventStatus(waiting, retrying, dead, oldest < now ? now - oldest : null);
    }

    private static System.Linq.Expressions.Expression<Func<OutboxDelivery, bool>> InState(DeliveryState? state) => state switch
    {
        null => delivery => delivery.Status == DeliveryStatus.Available || delivery.Status == DeliveryStatus.Dead,
        DeliveryState.Waiting => delivery => delivery.Status == DeliveryStatus.Available && delivery.LastErrorType == null,
        DeliveryState.Retrying => delivery => delivery.Status == DeliveryStatus.Available && delivery.LastErrorType != null,
        DeliveryState.Done => delivery => delivery.Status == DeliveryStatus.Done,
        DeliveryState.Dead => delivery => delivery.Status == DeliveryStatus.Dead,
        DeliveryState.Discarded => delivery => delivery.Status == DeliveryStatus.Discarded,
        _ => delivery => delivery.Status == DeliveryStatus.Cancelled,
    };

    private static DeliveryView View(OutboxDelivery delivery, Guid eventId, string type) => new(
        eventId,
        type,
        delivery.AggregateId,
        delivery.Handler,
        StateOf(delivery),
        delivery.Attempts,
        delivery.DueAt,
        delivery.EndedAt,
        delivery.LastErrorType,
        delivery.LastCode,
        delivery.LastTraceId);

    private static DeliveryState StateOf(OutboxDelivery delivery) => delivery switch
    {
        { Status: DeliveryStatus.Done } => DeliveryState.Done,
        { Status: DeliveryStatus.Dead } => DeliveryState.Dead,
        { Status: DeliveryStatus.Discarded } => DeliveryState.Discarded,
        { Status: DeliveryStatus.Cancelled } => DeliveryState.Cancelled,
        { LastErrorType: not null } => DeliveryState.Retrying,
        _ => DeliveryState.Waiting,
    };

    private static void Decide(OutboxDelivery letter, DeliveryStatus status, DateTimeOffset now)
    {
        letter.Status = status;
        if (status is DeliveryStatus.Available)
        {
            (letter.Attempts, letter.DueAt, letter.EndedAt, letter.LastErrorType) = (0, now, null, null);
        }
        else
        {
            letter.EndedAt = now;
        }
    }

    private Task<Result<DeadLettersDecided>> DecideAsync(
        Guid eventId, string? handler, string action, DeliveryStatus status, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<DeadLettersDecided>(
            async (transaction, ended) =>
            {
                if (!await data.Set<OutboxEvent>().AnyAsync(published => published.Id == eventId, ended))
                {
                    return new EventNotFound(eventId);
                }

                var letters = await data.Set<OutboxDelivery>()
                    .Where(delivery => delivery.Event.Id == eventId && delivery.Status == DeliveryStatus.Dead)
                    .Where(delivery => handler == null || delivery.Handler == handler)
                    .ToListAsync(ended);
                foreach (var letter in letters)
                {
                    Decide(letter, status, transaction.StartedAt);
                    transaction.Audit(new AuditAct(AuditActor.Operator, action, "event", $"{eventId:D}/{letter.Handler}"));
                }

                return letters.Count > 0 ? new DeadLettersDecided(letters.Count) : new NoDeadLetter(eventId);
            },
            cancellationToken);
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet, or tried for the first time just now.</summary>
    Waiting,

    /// <summary>Failed, and to be tried again.</summary>
    Retrying,

    /// <summary>Given up; an operator decides.</summary>
    Dead,

    /// <summary>Handled or skipped.</summary>
    Done,

    /// <summary>Taken back before anybody had begun.</summary>
    Cancelled,

    /// <summary>Given up by an operator.</summary>
    Discarded,
}

/// <summary>What one handler has done about one event.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Type">Its type.</param>
/// <param name="Aggregate">What it is about.</param>
/// <param name="Handler">Who.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">When it is tried next, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; null if it has not.</param>
/// <param name="ErrorType">The type of the last error.</param>
/// <param name="Code">The stable code of the last refusal, or the reason why it was skipped.</param>
/// <param name="TraceId">The trace of the last attempt, by which the log tells the rest.</param>
public sealed record DeliveryView(
    Guid EventId,
    string Type,
    string Aggregate,
    string Handler,
    DeliveryState State,
    int Attempts,
    DateTimeOffset DueAt,
    DateTimeOffset? EndedAt,
    string? ErrorType,
    string? Code,
    string? TraceId);

/// <summary>An event with all that became of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Version">The version of its payload.</param>
/// <param name="Aggregate">What it is about.</param>
/// <param name="OccurredAt">When it was published, UTC.</param>
/// <param name="DueAt">Not to be handled before, UTC.</param>
/// <param name="TraceId">The trace that it was published in.</param>
/// <param name="Payload">As JSON.</param>
/// <param name="Deliveries">One for each handler that wants it.</param>
public sealed record EventDetail(
    Guid Id,
    string Type,
    int Version,
    string Aggregate,
    DateTimeOffset OccurredAt,
    DateTimeOffset DueAt,
    string? TraceId,
    string Payload,
    IReadOnlyList<DeliveryView> Deliveries);

/// <summary>How the bus is doing.</summary>
/// <param name="Waiting">Deliveries not tried yet.</param>
/// <param name="Retrying">Deliveries that failed and are tried again.</param>
/// <param name="Dead">Deliveries that were given up.</param>
/// <param name="OldestWaiting">For how long the oldest that is not done has been due; null if nothing is.</param>
public sealed record EventStatus(int Waiting, int Retrying, int Dead, TimeSpan? OldestWaiting);

/// <summary>What was decided about dead letters.</summary>
/// <param name="Count">How many they were.</param>
public sealed record DeadLettersDecided(int Count);

/// <summary>There is no such event.</summary>
/// <param name="EventId">The id that was asked for.</param>
public sealed record EventNotFound(Guid EventId)
    : NotFound("event_not_found", $"There is no event {EventId}; it may have been pruned. 'gonogo events list' shows what there is.");

/// <summary>The event has no dead letter to decide on.</summary>
/// <param name="EventId">The event.</param>
public sealed record NoDeadLetter(Guid EventId)
    : Conflict("no_dead_letter", $"Event {EventId} has no dead letter; 'gonogo events show {EventId}' tells where it stands.");
