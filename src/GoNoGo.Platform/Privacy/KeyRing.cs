using System.Collections.Concurrent;

namespace GoNoGo.Platform.Privacy;

/// <summary>The keys of this installation. They are read once and kept in memory; the daily ones come and go with their day.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="clock">Decides the day.</param>
public sealed class KeyRing(KeyFolder folder, TimeProvider clock)
{
    private readonly ConcurrentDictionary<KeyPurpose, Key> current = new();
    private readonly ConcurrentDictionary<(KeyPurpose, int), Key> keys = new();
    private readonly Lock daily = new();
    private volatile KnownDay? yesterday;

    /// <summary>The key that new data of this purpose are made with.</summary>
    /// <param name="purpose">Not <see cref="KeyPurpose.NetworkTag"/>: ask <see cref="Today"/>.</param>
    /// <returns>The key of the highest version.</returns>
    /// <exception cref="KeyMissingException">The folder has none.</exception>
    public Key Current(KeyPurpose purpose) => current.GetOrAdd(purpose, newest => Find(newest, folder.HighestVersion(newest) ?? 1)
        ?? throw new KeyMissingException($"The key {KeyFolder.FileName(newest, 1)} is missing from {folder.Path}."));

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

        return folder.Read(purpose, version) is { } key ? keys.GetOrAdd((purpose, version), key) : null;
    }

    /// <summary>Every key of a purpose that the folder holds, the oldest first.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <returns>None where there is none.</returns>
    public IReadOnlyList<Key> All(KeyPurpose purpose) =>
        [.. folder.Versions(purpose).Order().Select(version => Find(purpose, version)).OfType<Key>()];

    /// <summary>The key of this UTC day for network tags; made on first use. Keys older than yesterday are destroyed.</summary>
    /// <returns>A key whose version is the day as yyyyMMdd.</returns>
    public Key Today()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var version = VersionOf(today);
        if (keys.TryGetValue((KeyPurpose.NetworkTag, version), out var known))
        {
            return known;
        }

        lock (daily)
        {
            var oldest = VersionOf(today.AddDays(-1));
            folder.DestroyBefore(KeyPurpose.NetworkTag, oldest);
            yesterday = null;
            foreach (var (purpose, old) in keys.Keys.Where(key => key.Item1 == KeyPurpose.NetworkTag && key.Item2 < oldest))
            {
                keys.TryRemove((purpose, old), out _);
            }

            return keys.GetOrAdd((KeyPurpose.NetworkTag, version), _ => folder.ReadOrMake(KeyPurpose.NetworkTag, version));
        }
    }

    /// <summary>The key of the UTC day before, which lives until the end of this one.</summary>
    /// <returns>Null where nothing was tagged on that day. Never the key of an older one.</returns>
    public Key? Yesterday()
    {
        var version = VersionOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1));
        var known = yesterday;
        if (known?.Version != version)
        {
            yesterday = known = new KnownDay(version, Find(KeyPurpose.NetworkTag, version));
        }

        return known.Key;
    }

    private static int VersionOf(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>Whether a day had a key: one that has none by its end never gets one, so the folder is asked once.</summary>
    private sealed record KnownDay(int Version, Key? Key);
}

/// <summary>A key that the program cannot work without is not there. The message says which and how to make one.</summary>
/// <param name="message">One sentence for the operator.</param>
public sealed class KeyMissingException(string message) : Exception(message);
