namespace GoNoGo.Platform.Events;

/// <summary>Wakes the dispatcher of this process when an event was committed in it; a signal that comes too early is kept.</summary>
public sealed class EventSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Says that there is something to do.</summary>
    public void Set()
    {
        try
        {
            raised.Release();
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // It is raised already, or nobody waits any more.
        }
    }

    /// <summary>Waits for a signal, at most so long. It does not throw.</summary>
    /// <param name="patience">When to look without one.</param>
    /// <param name="clock">By which the wait is measured.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When there is a signal, the time is over or the wait was ended.</returns>
    public async Task WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await raised.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public void Dispose() => raised.Dispose();
}
