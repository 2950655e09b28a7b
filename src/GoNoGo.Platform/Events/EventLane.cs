using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>
/// What one handler works through, several deliveries at a time, each of another aggregate. A lane that hangs holds up no other. The
/// lane of suspects, whose last attempt ended with its process, has one hand and claims one at a time, so that a delivery which kills
/// the process again takes no other's attempt with it.
/// </summary>
internal sealed partial class EventLane(
    EventSubscription subscription,
    bool suspects,
    Func<bool> isReady,
    DeliveryQueue queue,
    DeliveryRunner runner,
    ILogger<EventLane> logger) : IDisposable
{
    /// <summary>
    /// How many deliveries of one handler run at a time: on SQLite they share a commit, on PostgreSQL each has a connection.
    /// </summary>
    public const int Hands = 8;

    private readonly int mostHands = suspects ? 1 : Hands;
    private readonly Lock state = new();
    private readonly SemaphoreSlim claiming = new(1, 1);
    private readonly Queue<ClaimedDelivery> claimed = [];
    private readonly HashSet<Task> hands = [];

    /// <summary>Counts all after which there might be something new to claim.</summary>
    private long changes;

    /// <summary>The count at which a claim came back empty.</summary>
    private long emptyAt = -1;

    public string Handler => subscription.Handler;

    public bool IsForSuspects => suspects;

    /// <summary>Says that there is something to do; who is not ready for it is woken again by the next look.</summary>
    public void Wake(CancellationToken stopping, CancellationToken ending)
    {
        if (!isReady())
        {
            return;
        }

        lock (state)
        {
            changes++;
            Hire(1, stopping, ending);
        }
    }

    /// <summary>Ends when nothing runs any more; nothing new must be claimed meanwhile.</summary>
    public Task DrainAsync()
    {
        lock (state)
        {
            return Task.WhenAll(hands);
        }
    }

    public void Dispose() => claiming.Dispose();

    private void Hire(int wanted, CancellationToken stopping, CancellationToken ending)
    {
        for (var i = 0; i < wanted && hands.Count < mostHands && !stopping.IsCancellationRequested; i++)
        {
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var hand = WorkAsync(start.Task, stopping, ending);
            hands.Add(hand);
            _ = hand.ContinueWith(Dismiss, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            start.SetResult();
        }
    }

    private void Dismiss(Task hand)
    {
        lock (state)
        {
            hands.Remove(hand);
        }
    }

    private async Task WorkAsync(Task start, CancellationToken stopping, CancellationToken ending)
    {
        await start;
        try
        {
            while (!stopping.IsCancellationRequested && await NextAsync(stopping, ending) is { } delivery)
            {
                await runner.RunAsync(delivery, subscription, ending);
                lock (state)
                {
                    changes++; // What waited for it in its aggregate can come now.
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is claimed and not begun goes back with all that is held.
        }
        catch (Exception exception)
        {
            LogClaimFailed(subscription.Handler, exception.GetType().Name);
        }
    }

    private async Task<ClaimedDelivery?> NextAsync(CancellationToken stopping, CancellationToken ending)
    {
        await claiming.WaitAsync(stopping);
        try
        {
            while (claimed.Count == 0 && MayBeThere(out var seen))
            {
                var batch = await queue.ClaimAsync(subscription.Handler, suspects, stopping);
                foreach (var delivery in batch)
                {
                    claimed.Enqueue(delivery);
                }

                NoteClaim(batch.Count, seen, stopping, ending);
            }

            return claimed.TryDequeue(out var next) ? next : null;
        }
        finally
        {
            claiming.Release();
        }
    }

    private bool MayBeThere(out long seen)
    {
        lock (state)
        {
            seen = changes;
            return seen != emptyAt;
        }
    }

    private void NoteClaim(int count, long seen, CancellationToken stopping, CancellationToken ending)
    {
        lock (state)
        {
            if (count == 0)
            {
                emptyAt = seen;
            }
            else
            {
                Hire(count - 1, stopping, ending);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Events for {Handler} could not be claimed; tried again in a moment: {ErrorType}")]
    private partial void LogClaimFailed(string handler, string errorType);
}
