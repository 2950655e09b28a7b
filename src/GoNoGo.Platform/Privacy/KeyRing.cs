using System.Collections.Concurrent;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// The keys of this installation, in memory. Which one is the newest is looked up once a minute, so that a key that was replaced beside a
/// running server is in force soon; the daily ones come and go with their day.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">Decides the day.</param>
public sealed class KeyRing(IKeyStore store, TimeProvider clock)
{
    /// <summary>For how long the newest version of a purpose is taken for the newest without looking.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<KeyPurpose, (IReadOnlyList<int> Versions, DateTimeOffset ReadAt)> versions = new();
    private readonly ConcurrentDictionary<(KeyPurpose, int), Key> keys = new();
    private readonly Lock daily = new();

    /// <summary>The key that new data of this purpose are made with.</summary>
    /// <param name="purpose">A lasting one: for the others ask <see cref="Today"/>.</param>
    /// <returns>The key of the highest version.</returns>
    /// <exception cref="KeyMissingException">There is none.</exception>
    public Key Current(KeyPurpose purpose) => VersionsOf(purpose) is [.., var newest] && Find(purpose, newest) is { } key
        ? key
        : throw new KeyMissingException($"The key {KeyPurposes.Name(purpose, 1)} is missing from {store.Place}.");

    /// <summary>The key of an older version.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Its version.</param>
    /// <returns>Null where it was destroyed or never was.</returns>
    public Key? Find(KeyPurpose purpose, int version)
    {
        if (keys.TryGetValue((purpose, version), out var known))
        {
            return known;
        }

        return store.Read(purpose, version) is { } key ? keys.GetOrAdd((purpose, version), key) : null;
    }

    /// <summary>Every key of a purpose that there is, the oldest first.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <returns>None where there is none.</returns>
    public IReadOnlyList<Key> All(KeyPurpose purpose) =>
        [.. VersionsOf(purpose).Select(version => Find(purpose, version)).OfType<Key>()];

    /// <summary>Puts a new key in force; what was made with the older ones is still found and read.</summary>
    /// <param name="purpose">A lasting one.</param>
    /// <returns>The new key's version.</returns>
    public int Rotate(KeyPurpose purpose)
    {
        versions.TryRemove(purpose, out _);
        var made = store.ReadOrMake(purpose, Current(purpose).Version + 1);
        versions.TryRemove(purpose, out _);
        return made.Version;
    }

    /// <summary>Destroys an older key.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="version">Not the newest.</param>
    public void Retire(KeyPurpose purpose, int version)
    {
        store.Destroy(purpose, version);
        keys.TryRemove((purpose, version), out _);
        versions.TryRemove(purpose, out _);
    }

    /// <summary>The key of this UTC day; made on first use. Keys older than yesterday are destroyed.</summary>
    /// <param name="purpose">One of <see cref="KeyPurposes.Daily"/>.</param>
    /// <returns>A key whose version is the day as yyyyMMdd.</returns>
    public Key Today(KeyPurpose purpose = KeyPurpose.NetworkTag)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var version = VersionOf(today);
        if (keys.TryGetValue((purpose, version), out var known))
        {
            return known;
        }

        lock (daily)
        {
            var oldest = VersionOf(today.AddDays(-1));
            foreach (var old in store.Versions(purpose).Where(candidate => candidate < oldest).ToList())
            {
                store.Destroy(purpose, old);
            }

            foreach (var (_, old) in keys.Keys.Where(key => key.Item1 == purpose && key.Item2 < oldest).ToList())
            {
                keys.TryRemove((purpose, old), out _);
            }

            return keys.GetOrAdd((purpose, version), _ => store.ReadOrMake(purpose, version));
        }
    }

    /// <summary>The key of the UTC day before, which lives until the end of this one.</summary>
    /// <param name="purpose">A daily one.</param>
    /// <returns>Null where nothing was tagged on that day. Never the key of an older one.</returns>
    public Key? Yesterday(KeyPurpose purpose)
    {
        var version = VersionOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1));
        return VersionsOf(purpose).Contains(version) ? Find(purpose, version) : null;
    }

    private IReadOnlyList<int> VersionsOf(KeyPurpose purpose)
    {
        var now = clock.GetUtcNow();
        if (!versions.TryGetValue(purpose, out var known) || now - known.ReadAt >= Freshness || known.Versions.Count == 0)
        {
            versions[purpose] = known = ([.. store.Versions(purpose).Order()], now);
        }

        return known.Versions;
    }

    private static int VersionOf(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}

/// <summary>A key that the program cannot work without is not there. The message says which and how to make one.</summary>
/// <param name="message">One sentence for the operator.</param>
public sealed class KeyMissingException(string message) : Exception(message);
