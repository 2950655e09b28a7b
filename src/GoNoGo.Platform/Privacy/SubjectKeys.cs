using System.Security.Cryptography;
using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// A key for each person, under which what was never public of them is encrypted. Destroying it makes that unreadable wherever a copy
/// lies: in a backup, in freed pages of a database. Keys are read from their store by each unit of work, so that a destroyed one is gone at
/// once; only those made in advance, which are nobody's yet, are remembered.
/// </summary>
/// <param name="store">Where they are kept, wrapped.</param>
/// <param name="keys">The master key.</param>
public sealed class SubjectKeys(ISubjectStore store, KeyRing keys)
{
    /// <summary>The version that stands beside what a subject's key has encrypted: a subject has one key.</summary>
    public const int Version = 0;

    private const int RewrapBatch = 200;

    /// <summary>A subject's key.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where there never was one, or where it was destroyed.</returns>
    public async Task<Key?> FindAsync(SubjectId subject, CancellationToken cancellationToken) =>
        await store.FindKeyAsync(subject.Value, cancellationToken) is { } wrapped ? Unwrap(subject.Value, wrapped) : null;

    /// <summary>The keys of several subjects, by one query.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>By subject; where there never was one, or where it was destroyed, it is missing.</returns>
    public async Task<IReadOnlyDictionary<Guid, Key>> FindAllAsync(
        IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, Key>(subjects.Count);
        foreach (var (subject, wrapped) in await store.FindKeysAsync(subjects, cancellationToken))
        {
            if (Unwrap(subject, wrapped) is { } key)
            {
                found[subject] = key;
            }
        }

        return found;
    }

    /// <summary>Makes keys for subjects that nobody is yet; <see cref="NewSubjects"/> hands them out.</summary>
    /// <param name="subjects">Random ids of version 7.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The subjects with their keys, when all of these are durable, by one flush.</returns>
    internal async Task<IReadOnlyList<NewSubject>> MakeStockAsync(
        IEnumerable<SubjectId> subjects, CancellationToken cancellationToken)
    {
        var made = subjects.Select(subject => (Subject: subject, Bytes: RandomNumberGenerator.GetBytes(Key.Length))).ToList();
        await store.AddStockAsync(
            [.. made.Select(one => (one.Subject.Value, Wrap(one.Subject.Value, one.Bytes)))], cancellationToken);
        return [.. made.Select(one => new NewSubject(one.Subject, new Key(Version, one.Bytes)))];
    }

    /// <summary>A subject's key, made where there is none.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A key that is durable.</returns>
    public async Task<Key> FindOrMakeAsync(SubjectId subject, CancellationToken cancellationToken)
    {
        if (await FindAsync(subject, cancellationToken) is { } known)
        {
            return known;
        }

        await store.AddKeyAsync(subject.Value, Wrap(subject.Value, RandomNumberGenerator.GetBytes(Key.Length)), cancellationToken);
        return await FindAsync(subject, cancellationToken)
            ?? throw new InvalidOperationException("A subject's key vanished while it was being made.");
    }

    /// <summary>The same, asked for once in a unit of work however often it is needed there.</summary>
    /// <param name="transaction">The running unit.</param>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A key that is durable.</returns>
    public async Task<Key> FindOrMakeAsync(Transaction transaction, SubjectId subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.SubjectKeys.TryGetValue(subject, out var known)
            ? known
            : transaction.SubjectKeys[subject] = await FindOrMakeAsync(subject, cancellationToken);
    }

    /// <summary>The keys of several subjects, those that are missing made by one flush.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One for each subject, durable.</returns>
    public async Task<IReadOnlyDictionary<Guid, Key>> FindOrMakeAllAsync(
        IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var found = await FindAllAsync(subjects, cancellationToken);
        if (subjects.All(found.ContainsKey))
        {
            return found;
        }

        var missing = subjects.Where(subject => !found.ContainsKey(subject)).Distinct();
        await store.AddKeysAsync(
            [.. missing.Select(subject => (subject, Wrap(subject, RandomNumberGenerator.GetBytes(Key.Length))))], cancellationToken);
        return await FindAllAsync(subjects, cancellationToken);
    }

    /// <summary>Destroys a subject's key.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is gone.</returns>
    public Task DestroyAsync(SubjectId subject, CancellationToken cancellationToken) =>
        store.DestroyKeyAsync(subject.Value, cancellationToken);

    /// <summary>Destroys the keys of several subjects, by which nothing that stays was encrypted.</summary>
    /// <param name="subjects">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When all are gone.</returns>
    public Task DestroyAllAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) =>
        store.EndStockAsync([], subjects, cancellationToken);

    /// <summary>Wraps every key by the newest master key, after which the older ones are no longer needed.</summary>
    /// <param name="cancellationToken">Ends the work between two keys; it goes on where it was.</param>
    /// <returns>How many keys were wrapped anew.</returns>
    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        var rewrapped = 0;
        while (true)
        {
            var batch = await store.WrappedOtherwiseAsync(
                keys.Current(KeyPurpose.SubjectMaster).Version, RewrapBatch, cancellationToken);
            foreach (var (subject, wrapped) in batch)
            {
                var plain = Open(subject, wrapped)
                    ?? throw new KeyMissingException($"The master key {KeyPurposes.Name(KeyPurpose.SubjectMaster, wrapped.MasterVersion)} "
                        + "is missing, and keys of people are wrapped by it: restore it from your copy.");
                await store.ReplaceKeyAsync(subject, Wrap(subject, plain), cancellationToken);
                rewrapped++;
            }

            if (batch.Count == 0)
            {
                return rewrapped;
            }
        }
    }

    private WrappedKey Wrap(Guid subject, byte[] plain)
    {
        var master = keys.Current(KeyPurpose.SubjectMaster);
        return new WrappedKey(master.Version, master.Encrypt(plain, subject.ToByteArray()));
    }

    private Key? Unwrap(Guid subject, WrappedKey wrapped) => Open(subject, wrapped) is { } plain ? new Key(Version, plain) : null;

    private byte[]? Open(Guid subject, WrappedKey wrapped) =>
        keys.Find(KeyPurpose.SubjectMaster, wrapped.MasterVersion)?.Decrypt(wrapped.Bytes, subject.ToByteArray());
}
