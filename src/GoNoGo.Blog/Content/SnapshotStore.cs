namespace GoNoGo.Blog.Content;

/// <summary>Holds the snapshot that is being served. Reading it takes no lock; swapping it is one reference.</summary>
public sealed class SnapshotStore
{
    private Snapshot? current;

    /// <summary>The snapshot to serve; null until the first one has been built.</summary>
    public Snapshot? Current => Volatile.Read(ref current);

    internal void Swap(Snapshot next) => Volatile.Write(ref current, next);
}
