namespace GoNoGo.Web.Database.Postgres;

/// <summary>
/// When background work may begin: at once, unless this server runs as many units as it has processors for those for whom somebody waits.
/// Then one unit of it runs at a time, in order, so that it goes on and takes little from them. They themselves never wait here.
/// </summary>
/// <param name="processors">How many there are.</param>
/// <param name="most">How many units of background work run at a time at most, so that connections are left for others.</param>
/// <param name="clock">By which waits are measured.</param>
internal sealed class PostgresTurns(int processors, int most, TimeProvider clock)
{
    /// <summary>How long one waits at most: a handler that hangs is not to hold up all others until its time is up.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Lock state = new();
    private readonly LinkedList<TaskCompletionSource> waiting = [];
    private int people;
    private int background;

    private bool MayBegin => background == 0 || (people < processors && background < most);

    /// <summary>Waits until a unit may begin.</summary>
    /// <param name="isBackground">Whether nobody waits for what is to be done.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>To be disposed of, once, when the unit has ended.</returns>
    public async Task<IDisposable> EnterAsync(bool isBackground, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (state)
        {
            if (!isBackground)
            {
                people++;
                return new Turn(this, isBackground);
            }

            if (MayBegin)
            {
                background++;
                return new Turn(this, isBackground);
            }

            place = waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            await place.Value.Task.WaitAsync(LongestWait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            Leave(place, isBeginning: true);
        }
        catch (OperationCanceledException)
        {
            Leave(place, isBeginning: false);
            throw;
        }

        return new Turn(this, isBackground);
    }

    private void Leave(LinkedListNode<TaskCompletionSource> place, bool isBeginning)
    {
        lock (state)
        {
            if (place.List is not null)
            {
                waiting.Remove(place);
                background += isBeginning ? 1 : 0;
            }
            else if (!isBeginning)
            {
                End(isBackground: true); // Its turn came at the same moment.
            }
        }
    }

    private void End(bool isBackground)
    {
        lock (state)
        {
            _ = isBackground ? background-- : people--;
            while (waiting.First is { } next && MayBegin)
            {
                waiting.RemoveFirst();
                background++;
                next.Value.SetResult();
            }
        }
    }

    private sealed class Turn(PostgresTurns turns, bool isBackground) : IDisposable
    {
        private bool hasEnded;

        public void Dispose()
        {
            if (!hasEnded)
            {
                hasEnded = true;
                turns.End(isBackground);
            }
        }
    }
}
