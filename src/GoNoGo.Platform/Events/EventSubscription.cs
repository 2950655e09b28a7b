using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Events;

/// <summary>That a handler wants the events of a type. Registered by hand by the module that owns the handler.</summary>
/// <param name="EventType">The event's name on the wire.</param>
/// <param name="Handler">The handler's stable name, such as <c>moderation.screen</c>; it is stored with each delivery.</param>
public sealed record EventSubscription(string EventType, string Handler)
{
    /// <summary>How long a handler may take unless it says otherwise: on SQLite every writer waits for it.</summary>
    public static readonly TimeSpan HandlerTimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long a worker may take unless it says otherwise.</summary>
    public static readonly TimeSpan WorkerTimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long one event may take it.</summary>
    public TimeSpan TimeLimit { get; init; } = HandlerTimeLimit;

    /// <summary>No event is given up before so much time has passed since it was due, whatever the number of attempts.</summary>
    public TimeSpan KeepTryingFor { get; init; }

    /// <summary>The one aggregate whose events it wants; null for all.</summary>
    public string? AggregateId { get; init; }

    /// <summary>
    /// Whether the handler can do its work now; null if it always can. Its events wait until then without being tried, as before the
    /// content of the blog is loaded.
    /// </summary>
    public Func<IServiceProvider, bool>? IsReady { get; init; }

    /// <summary>How the handler is called; null where deliveries are written for another process to handle.</summary>
    internal EventInvocation? Invocation { get; init; }

    /// <summary>Has the worker of an event note, in the unit in which it becomes a dead letter, that it is given up.</summary>
    internal Task GaveUpAsync(
        IServiceProvider scope,
        int version,
        string payload,
        string errorType,
        Transaction transaction,
        CancellationToken cancellationToken) =>
        Invocation is WorkerInvocation worker && worker.Read(version, payload) is { } happened
            ? worker.GaveUpAsync(scope, happened, errorType, transaction, cancellationToken)
            : Task.CompletedTask;

    internal bool Wants(OutboxEvent published) => AggregateId is null || AggregateId == published.AggregateId;
}
