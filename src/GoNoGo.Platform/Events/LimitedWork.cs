using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Events;

/// <summary>
/// Runs a handler on the thread pool under its time limit. One that does not stop when it should is left to itself, without a way to the
/// database.
/// </summary>
internal static class LimitedWork
{
    /// <summary>How long a handler that is told to stop may take to do so.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs the work.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="clock">By which that is measured.</param>
    /// <param name="abandon">Called before the end where the work goes on though nobody waits for it any more.</param>
    /// <param name="cancellationToken">Ends the work before its time is up.</param>
    /// <exception cref="TimeoutException">The time was up.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, TimeSpan limit, TimeProvider clock, Action abandon, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, clock, cancellationToken);
        }
        catch (OperationCanceledException exception) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The handler stopped when its time was up.", exception);
        }
        finally
        {
            if (!running.IsCompleted && !await EndsAsync(running))
            {
                abandon();
            }
        }
    }

    /// <summary>Disposes of the scope of a handler, which an abandoned one may still use.</summary>
    public static async Task DisposeAsync(AsyncServiceScope scope, bool isAbandoned)
    {
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception) when (isAbandoned)
        {
            // The abandoned work still uses what is disposed of under it; that it cannot any more is the purpose.
        }
    }

    /// <summary>Whether it ends soon after it was told to. What it throws then interests nobody.</summary>
    private static async Task<bool> EndsAsync(Task running)
    {
        _ = running.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await Task.WhenAny(running, Task.Delay(Grace)) == running;
    }
}
