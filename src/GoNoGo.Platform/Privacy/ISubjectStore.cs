namespace GoNoGo.Platform.Privacy;

/// <summary>
/// What is kept of people beside the database and its backup: their keys, wrapped, and which of them were erased. A copy of the database
/// that is older than an erasure cannot bring back what these two say is gone.
/// </summary>
public interface ISubjectStore
{
    /// <summary>A subject's key.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where there is none, or no longer.</returns>
    Task<WrappedKey?> FindKeyAsync(Guid subject, CancellationToken cancellationToken);

    /// <summary>The keys of several subjects.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By subject; those that have none, or no longer, are missing.</returns>
    Task<IReadOnlyDictionary<Guid, WrappedKey>> FindKeysAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken);

    /// <summary>Keeps a subject's key, durably, unless there is one.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When one is there.</returns>
    Task AddKeyAsync(Guid subject, WrappedKey key, CancellationToken cancellationToken);

    /// <summary>Keeps the keys of several subjects, durably and at once, unless they have one.</summary>
    /// <param name="keys">Subjects with their keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When each of them has one.</returns>
    Task AddKeysAsync(IReadOnlyCollection<(Guid Subject, WrappedKey Key)> keys, CancellationToken cancellationToken);

    /// <summary>Keeps keys of subjects that nobody is yet, durably and at once, and notes that they were made in advance.</summary>
    /// <param name="keys">Ids of version 7, which hold when they were made, with their keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When all of them are durable.</returns>
    Task AddStockAsync(IReadOnlyList<(Guid Subject, WrappedKey Key)> keys, CancellationToken cancellationToken);

    /// <summary>Subjects whose keys were made in advance, and of whom nobody has found out yet whether they came.</summary>
    /// <param name="before">Only those made before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The oldest first.</returns>
    Task<IReadOnlyList<Guid>> StockAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Ends the notes of keys that were made in advance, and destroys those that nobody has taken.</summary>
    /// <param name="subjects">Whose notes.</param>
    /// <param name="unused">Of these, whose keys are destroyed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable.</returns>
    Task EndStockAsync(IReadOnlyCollection<Guid> subjects, IReadOnlyCollection<Guid> unused, CancellationToken cancellationToken);

    /// <summary>Puts the same key in place, wrapped anew.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable; a key that is gone meanwhile stays gone.</returns>
    Task ReplaceKeyAsync(Guid subject, WrappedKey key, CancellationToken cancellationToken);

    /// <summary>Destroys a subject's key.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is gone from the disk.</returns>
    Task DestroyKeyAsync(Guid subject, CancellationToken cancellationToken);

    /// <summary>Those whose keys are wrapped by another master key than this one.</summary>
    /// <param name="masterVersion">The one that is in force.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Subjects with their keys.</returns>
    Task<IReadOnlyList<(Guid Subject, WrappedKey Key)>> WrappedOtherwiseAsync(
        int masterVersion, int limit, CancellationToken cancellationToken);

    /// <summary>Enters an erasure that is about to begin, durably.</summary>
    /// <param name="entry">What is to be erased.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable.</returns>
    Task AddErasureAsync(ErasureEntry entry, CancellationToken cancellationToken);

    /// <summary>Enters that an erasure is complete.</summary>
    /// <param name="id">Of the entry.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable.</returns>
    Task EndErasureAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The id by which this store is told from another.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Random; null where it was given none yet.</returns>
    Task<Guid?> FindIdAsync(CancellationToken cancellationToken);

    /// <summary>The same, given where there is none.</summary>
    /// <param name="made">A random one, to be given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is durable.</returns>
    Task<Guid> FindOrMakeIdAsync(Guid made, CancellationToken cancellationToken);

    /// <summary>Every erasure there was, the first ones first.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Also those that are complete.</returns>
    Task<IReadOnlyList<ErasureEntry>> ErasuresAsync(CancellationToken cancellationToken);
}

/// <summary>A subject's key, encrypted under the master key.</summary>
/// <param name="MasterVersion">Of the master key.</param>
/// <param name="Bytes">The encrypted key.</param>
public sealed record WrappedKey(int MasterVersion, byte[] Bytes);

/// <summary>An erasure in the ledger: opaque ids only.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Kind">What is erased.</param>
/// <param name="Target">The id of the subject or comment.</param>
/// <param name="At">When it was entered, UTC.</param>
/// <param name="DoneAt">When it was complete, UTC; null where it has to be gone on with.</param>
public sealed record ErasureEntry(Guid Id, ErasureKind Kind, Guid Target, DateTimeOffset At, DateTimeOffset? DoneAt);

/// <summary>What an erasure takes.</summary>
public enum ErasureKind
{
    /// <summary>A person with all that is held about them.</summary>
    Subject,

    /// <summary>One comment.</summary>
    Comment,

    /// <summary>A person's mailbox: they no longer want mail.</summary>
    Mailbox,
}
