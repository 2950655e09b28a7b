using System.Collections.Concurrent;

namespace GoNoGo.Platform.Data;

/// <summary>Marks an entity that public pages show: a page that was made before a row of it changed is out of date.</summary>
public interface IShownOnPages
{
    /// <summary>Which pages show it, such as the slug of a comment's post.</summary>
    string PageKey { get; }
}

/// <summary>
/// Numbers that rise when something changes that public pages show, so that who keeps a page can tell whether it still holds. They rise
/// right after a commit of this process; the database tells of other processes a moment later (<see cref="IDatabaseDialect.ListenAsync"/>).
/// </summary>
public sealed class PageVersions
{
    private readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);
    private readonly Lock raising = new();
    private long changes;
    private long floor;
    private bool isDeaf = true;
    private Action<string>? told;

    /// <summary>How often anything has changed. It rises last: who has seen it finds every number that it counts.</summary>
    public long Changes => Volatile.Read(ref changes);

    /// <summary>The number of what one key stands for.</summary>
    /// <param name="key">As <see cref="IShownOnPages.PageKey"/> gives it.</param>
    /// <returns>Never lower than it was.</returns>
    public long Of(string key)
    {
        var all = Volatile.Read(ref floor);
        return versions.TryGetValue(key, out var own) && own > all ? own : all;
    }

    /// <summary>Whether other processes may change something of which nobody tells: what is kept must not be trusted for long.</summary>
    public bool IsDeaf => Volatile.Read(ref isDeaf);

    /// <summary>Has somebody told of each change, right after its number has risen. To be called before there are any.</summary>
    /// <param name="listener">Gets the key; it must be quick and throw nothing.</param>
    public void Tell(Action<string> listener) => told += listener;

    /// <summary>Says that something has changed.</summary>
    /// <param name="key">What.</param>
    internal void Raise(string key)
    {
        lock (raising)
        {
            var next = changes + 1;
            versions[key] = next;
            Volatile.Write(ref changes, next);
        }

        Volatile.Read(ref told)?.Invoke(key);
    }

    /// <summary>Says that changes are told of from now on; what changed before may have been missed.</summary>
    internal void Listening()
    {
        lock (raising)
        {
            var next = changes + 1;
            Volatile.Write(ref floor, next);
            Volatile.Write(ref changes, next);
        }

        Volatile.Write(ref isDeaf, value: false);
    }

    /// <summary>Says that nobody tells of changes any more.</summary>
    internal void Lost() => Volatile.Write(ref isDeaf, value: true);
}
