namespace GoNoGo.Platform.Events;

/// <summary>Wakes the dispatcher of this process when an event was committed in it; a signal that comes too early is kept.</summary>
public sealed class EventSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly Lock state = new();
    private HashSet<string> handlers = new(StringComparer.Ordinal);
    private bool isUnknown;

    /// <summary>Says that there may be something to do, nobody knows for whom.</summary>
    public void Set()
    {
        lock (state)
        {
            isUnknown = true;
            Raise();
        }
    }

    /// <summary>Says that these handlers have something to do now.</summary>
    /// <param name="due">Their names; null where nobody knows.</param>
    public void Set(IReadOnlyCollection<string>? due)
    {
        if (due is null)
        {
            Set();
            return;
        }

        lock (state)
        {
            handlers.UnionWith(due);
            Raise();
        }
    }

    /// <summary>Waits for a signal, at most so long. It does not throw.</summary>
    /// <param name="patience">When to look without one.</param>
    /// <param name="clock">By which the wait is measured.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handlers that have something to do; null where the database has to be asked.</returns>
    public async Task<IReadOnlySet<string>?> WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await raised.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (state)
        {
            var known = isUnknown || limit.IsCancellationRequested ? null : handlers;
            (handlers, isUnknown) = (new HashSet<string>(StringComparer.Ordinal), false);
            return known;
        }
    }

    /// <inheritdoc />
    public void Dispose() => raised.Dispose();

    /// <summary>To be called under the lock, so that nobody else raises it between the look and the raising.</summary>
    private void Raise()
    {
        if (raised.CurrentCount > 0)
        {
            return; // Under load it mostly is.
        }

        try
        {
            raised.Release();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }
}
