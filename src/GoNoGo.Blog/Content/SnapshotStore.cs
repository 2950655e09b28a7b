namespace GoNoGo.Blog.Content;

/// <summary>Holds the snapshot that is being served. Reading it takes no lock; swapping it is one reference.</summary>
public sealed class SnapshotStore
{
    private Snapshot? current;
    private TaskCompletionSource changed = NewSignal();

    /// <summary>The snapshot to serve; null until the first one has been built.</summary>
    public Snapshot? Current => Volatile.Read(ref current);

    /// <summary>Waits until another snapshot than a known one is served.</summary>
    /// <param name="known">What the caller has seen; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The snapshot that is served then; those between may have been missed.</returns>
    public async Task<Snapshot> WaitForOtherAsync(Snapshot? known, CancellationToken cancellationToken)
    {
        while (true)
        {
            var signal = Volatile.Read(ref changed);
            if (Current is { } snapshot && snapshot != known)
            {
                return snapshot;
            }

            await signal.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Swap(Snapshot next)
    {
        Volatile.Write(ref current, next);
        Interlocked.Exchange(ref changed, NewSignal()).TrySetResult();
    }

    /// <summary>Puts what was found out about a snapshot in its place, unless another one is served by now.</summary>
    internal bool TryReplace(Snapshot snapshot, Snapshot next)
    {
        if (Interlocked.CompareExchange(ref current, next, snapshot) != snapshot)
        {
            return false;
        }

        Interlocked.Exchange(ref changed, NewSignal()).TrySetResult();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
