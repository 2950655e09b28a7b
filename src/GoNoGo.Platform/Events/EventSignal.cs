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
        catch (SemaphoreFullException)
        {
            // It is raised already.
        }
    }

    /// <summary>Waits for a signal, at most so long.</summary>
    /// <param name="patience">When to look without one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True if there was one.</returns>
    public Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => raised.WaitAsync(patience, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => raised.Dispose();
}
