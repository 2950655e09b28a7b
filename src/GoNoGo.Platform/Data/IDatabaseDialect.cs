namespace GoNoGo.Platform.Data;

/// <summary>What differs between the databases. Platform asks; Web/Database answers, once for each provider.</summary>
public interface IDatabaseDialect
{
    /// <summary>
    /// Begins the transaction of a unit of work on its context. SQLite has one writer at a time: units queue here, and several may
    /// share one commit. PostgreSQL sorts writers out itself.
    /// </summary>
    /// <param name="data">The unit's context; it must have no transaction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>To be committed or disposed of.</returns>
    Task<IUnitTransaction> BeginAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what the running unit keeps on record. Who publishes events of the same aggregates at the same time does so one after the
    /// other until each has committed, so that the numbers of the events rise in the order in which they become visible.
    /// </summary>
    /// <param name="data">The context of the running unit.</param>
    /// <param name="aggregates">The ids of the aggregates of which the unit publishes events.</param>
    /// <param name="records">What is to be written, in order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When all is written in the unit's transaction.</returns>
    Task WriteRecordsAsync(
        DataContext data,
        IReadOnlyCollection<string> aggregates,
        IReadOnlyList<RecordStatement> records,
        CancellationToken cancellationToken);

    /// <summary>
    /// Has units that name the same aggregate take turns: waits for who holds it and holds it until the running unit has ended. On SQLite
    /// they take turns anyway.
    /// </summary>
    /// <param name="data">The context of the running unit.</param>
    /// <param name="aggregate">The aggregate's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is this unit's turn.</returns>
    Task LockAsync(DataContext data, string aggregate, CancellationToken cancellationToken);

    /// <summary>
    /// Whether one server has the database to itself, so that what is claimed when it starts was claimed by one that is dead.
    /// </summary>
    bool HasOneServer { get; }

    /// <summary>
    /// Claims deliveries that are due, the longest due first, each the first of its aggregate that its handler still has to do: one
    /// statement and one transaction, which never gives a delivery to two claimers. The claim counts as an attempt.
    /// </summary>
    /// <param name="data">A context without a transaction.</param>
    /// <param name="claim">What is asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was claimed, durably.</returns>
    Task<ClaimedRows> ClaimAsync(DataContext data, DeliveryClaim claim, CancellationToken cancellationToken);

    /// <summary>
    /// Makes leases longer, in the running unit, each where the claim still holds. On PostgreSQL what is locked is passed over, as a
    /// handler is ending it: who waited for several of those would stand in the way of a unit that ends them in another order.
    /// </summary>
    /// <param name="data">The context of the running unit.</param>
    /// <param name="held">What this process holds.</param>
    /// <param name="until">Until when.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were made longer.</returns>
    Task<int> RenewAsync(DataContext data, HeldDeliveries held, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Ends a delivery in the running unit, if the claim still holds, and enters it into the handler's inbox.</summary>
    /// <param name="data">The context of the running unit.</param>
    /// <param name="end">Which delivery, under which claim.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the effect may happen in this unit.</returns>
    Task<DeliveryEntry> EndDeliveryAsync(DataContext data, DeliveryEnd end, CancellationToken cancellationToken);

    /// <summary>Listens for what other processes commit: events, where the database can tell, and changes of what pages show.</summary>
    /// <param name="listener">Whom to tell.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <returns>Never by itself; it throws when the connection is lost.</returns>
    Task ListenAsync(DatabaseListener listener, CancellationToken cancellationToken);

    /// <summary>
    /// Has the database let go of the bytes of what was deleted, as far as it can: SQLite empties its write-ahead log into the file, in
    /// which deleted bytes are overwritten. PostgreSQL keeps freed bytes until it needs the room.
    /// </summary>
    /// <param name="data">A context without a transaction.</param>
    /// <param name="cancellationToken">Ends the wait for readers.</param>
    /// <returns>False where somebody who reads held it up for too long.</returns>
    Task<bool> ForgetAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>The SQL that gives the number of the row inserted last on the connection, where the database has given it one.</summary>
    string LastIdentity { get; }

    /// <summary>Whether a failed write met a row that another writer had put there first.</summary>
    /// <param name="exception">What saving or inserting threw.</param>
    /// <returns>True for a violated UNIQUE or primary key.</returns>
    bool IsUniqueViolation(Exception exception);

    /// <summary>Whether a failure means that two writers stood in each other's way and this one had to give in.</summary>
    /// <param name="exception">What the database threw.</param>
    /// <returns>True for a deadlock or a serialisation failure: nothing was written, and trying again at once may help.</returns>
    bool IsConflict(Exception exception);

    /// <summary>Whether a failure means that the database cannot be written at this moment: busy, gone, full or read-only.</summary>
    /// <param name="exception">What the database threw.</param>
    /// <returns>True where trying again later may help.</returns>
    bool IsUnavailable(Exception exception);
}

/// <summary>Who wants to know what other processes commit.</summary>
/// <param name="Listening">Called when listening has begun: what was committed before is not told.</param>
/// <param name="Published">
/// Called when another process has published events, with the handlers that have something to do; null where that has to be looked up.
/// </param>
/// <param name="Shown">Called with the key of what has changed on pages (<see cref="IShownOnPages.PageKey"/>).</param>
public sealed record DatabaseListener(Action Listening, Action<IReadOnlyCollection<string>?> Published, Action<string> Shown);

/// <summary>The transaction of one unit of work. Disposing of it without a commit rolls it back.</summary>
public interface IUnitTransaction : IAsyncDisposable
{
    /// <summary>Commits.</summary>
    /// <returns>When what the unit wrote is durable.</returns>
    Task CommitAsync();

    /// <summary>
    /// Wakes the dispatchers of other processes after a commit, where the database can; they would look by themselves a little later. It
    /// returns at once, and the word may go out together with others'.
    /// </summary>
    /// <param name="due">The handlers that have something to do now; null where the database has to be asked.</param>
    void Tell(IReadOnlyCollection<string>? due);

    /// <summary>
    /// Rolls back while the unit's work may still be running and cannot be stopped: whatever it does from now on does not reach the
    /// database, and nobody waits for it.
    /// </summary>
    /// <returns>When others may go on.</returns>
    Task ExpelAsync();
}
