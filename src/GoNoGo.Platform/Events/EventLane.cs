using System.Collections.Concurrent;
using System.Diagnostics;
using GoNoGo.Platform.Data;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Events;

/// <summary>
/// What one handler works through, several deliveries at a time, each of another aggregate; where several wait, they share a unit of
/// work, and those that fail together are tried alone. A lane that hangs holds up no other. The lane of suspects, whose last attempt
/// ended with its process, has one hand and claims one at a time, so that a delivery which kills the process again takes no other's
/// attempt with it.
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

    /// <summary>How long after a claim the next one comes: each costs as much as a handler, whether it finds one event or many.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly int mostHands = suspects ? 1 : Hands;
    private readonly int mostTogether = suspects || subscription.Invocation is not HandlerInvocation ? 1 : DeliveryBatch.LargestBatch;
    private readonly Lock state = new();
    private readonly SemaphoreSlim claiming = new(1, 1);
    private readonly SemaphoreSlim together = new(1, 1);
    private readonly Queue<ClaimedDelivery> claimed = [];

    /// <summary>What cannot be handled together with others.</summary>
    private readonly ConcurrentQueue<ClaimedDelivery> alone = [];

    private readonly HashSet<Task> hands = [];

    /// <summary>Counts all after which there might be something new to claim.</summary>
    private long changes;

    /// <summary>The count at which a claim left nothing that it could have had.</summary>
    private long emptyAt = -1;

    /// <summary>Whether the last claim left something that may wait for what is worked on here.</summary>
    private bool mayBeHeldUp;

    private bool isClaiming;

    private long lastClaim;
    private int lastCount;

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

    public void Dispose()
    {
        claiming.Dispose();
        together.Dispose();
    }

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
        BackgroundWork.Begin();
        try
        {
            while (!stopping.IsCancellationRequested && await NextAsync(stopping, ending) is { Count: > 0 } deliveries)
            {
                if (deliveries is [var delivery])
                {
                    await runner.RunAsync(delivery, subscription, ending);
                }
                else
                {
                    Part(await RunTogetherAsync(deliveries, stopping, ending), stopping, ending);
                }

                NoteEnd();
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

    /// <summary>One batch at a time: two would wait for each other in the database (<see cref="DeliveryBatch"/>).</summary>
    private async Task<IReadOnlyList<ClaimedDelivery>> RunTogetherAsync(
        IReadOnlyList<ClaimedDelivery> deliveries, CancellationToken stopping, CancellationToken ending)
    {
        await together.WaitAsync(stopping);
        try
        {
            return await runner.RunTogetherAsync(deliveries, subscription, ending);
        }
        finally
        {
            together.Release();
        }
    }

    /// <summary>Has deliveries tried alone.</summary>
    private void Part(IReadOnlyList<ClaimedDelivery> deliveries, CancellationToken stopping, CancellationToken ending)
    {
        foreach (var delivery in deliveries)
        {
            alone.Enqueue(delivery);
        }

        lock (state)
        {
            Hire(deliveries.Count - 1, stopping, ending);
        }
    }

    /// <summary>What a hand does next: one delivery, or several that share a unit. Empty where nothing does.</summary>
    private async Task<IReadOnlyList<ClaimedDelivery>> NextAsync(CancellationToken stopping, CancellationToken ending)
    {
        await claiming.WaitAsync(stopping);
        try
        {
            while (claimed.Count == 0 && alone.IsEmpty && MayBeThere())
            {
                await PaceAsync(stopping);
                await ClaimAsync(stopping, ending);
            }

            return alone.TryDequeue(out var single) ? [single] : [.. Take(mostTogether)];
        }
        finally
        {
            claiming.Release();
        }
    }

    /// <summary>Lets more come together where some did the last time, unless there was so much that the claim did not take all.</summary>
    private Task PaceAsync(CancellationToken stopping)
    {
        var wait = Pace - Stopwatch.GetElapsedTime(lastClaim);
        return lastCount is > 1 and < DeliveryQueue.BatchSize && wait > TimeSpan.Zero ? Task.Delay(wait, stopping) : Task.CompletedTask;
    }

    private void Keep(ClaimedDelivery delivery)
    {
        if (delivery.Attempt > 1)
        {
            alone.Enqueue(delivery); // What failed once is not to take others with it.
        }
        else
        {
            claimed.Enqueue(delivery);
        }
    }

    private IEnumerable<ClaimedDelivery> Take(int count)
    {
        while (count-- > 0 && claimed.TryDequeue(out var next))
        {
            yield return next;
        }
    }

    private bool MayBeThere()
    {
        lock (state)
        {
            return changes != emptyAt;
        }
    }

    private async Task ClaimAsync(CancellationToken stopping, CancellationToken ending)
    {
        long seen;
        lock (state)
        {
            (seen, isClaiming) = (changes, true);
        }

        var moreAreDue = true;
        try
        {
            (var deliveries, moreAreDue) = await queue.ClaimAsync(subscription.Handler, suspects, stopping);
            foreach (var delivery in deliveries)
            {
                Keep(delivery);
            }

            lock (state)
            {
                emptyAt = deliveries.Count == 0 || !moreAreDue ? seen : emptyAt;
                Hire(deliveries.Count - 1, stopping, ending);
            }

            (lastClaim, lastCount) = (Stopwatch.GetTimestamp(), deliveries.Count);
        }
        finally
        {
            lock (state)
            {
                (mayBeHeldUp, isClaiming) = (moreAreDue, false);
            }
        }
    }

    /// <summary>What waited for a delivery in its aggregate can come once it has ended; most have nothing that waits.</summary>
    private void NoteEnd()
    {
        lock (state)
        {
            if (mayBeHeldUp || isClaiming)
            {
                changes++;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Events for {Handler} could not be claimed; tried again in a moment: {ErrorType}")]
    private partial void LogClaimFailed(string handler, string errorType);
}
