namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Whose turn it is to write. Those for whom somebody waits come first, in order; of background work, in order as well, one comes after
/// every few of them, so that it never stands still.
/// </summary>
internal sealed class SqliteTurns
{
    /// <summary>How many wait at most: whoever comes then is told at once that the database is busy.</summary>
    public const int MostWaiting = 1000;

    /// <summary>How many for whom somebody waits come before one of the others.</summary>
    private const int MostAhead = 8;

    private readonly Lock state = new();
    private readonly LinkedList<TaskCompletionSource> people = [];
    private readonly LinkedList<TaskCompletionSource> background = [];
    private bool isTaken;
    private int ahead;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (state)
            {
                return people.Count + background.Count;
            }
        }
    }

    /// <summary>Whether one waits for whom somebody waits.</summary>
    public bool IsPersonWaiting
    {
        get
        {
            lock (state)
            {
                return people.Count > 0;
            }
        }
    }

    /// <summary>Waits for a turn, which lasts until it is released.</summary>
    /// <param name="isBackground">Whether nobody waits for what is to be done.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where the turn did not come in time, or where too many wait already.</returns>
    public async Task<bool> WaitAsync(bool isBackground, TimeSpan patience, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (state)
        {
            if (!isTaken)
            {
                isTaken = true;
                return true;
            }

            var queue = isBackground ? background : people;
            if (queue.Count >= MostWaiting)
            {
                return false;
            }

            place = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            await place.Value.Task.WaitAsync(patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return !Leave(place);
        }
        catch (OperationCanceledException) when (!Leave(place))
        {
            return true; // It came at the same moment, and is to be released like any other.
        }
    }

    /// <summary>Takes the turn if nobody has it.</summary>
    public bool TryTake()
    {
        lock (state)
        {
            return !isTaken && (isTaken = true);
        }
    }

    /// <summary>Gives the turn to the next one.</summary>
    public void Release()
    {
        TaskCompletionSource? next;
        lock (state)
        {
            next = Next();
            isTaken = next is not null;
        }

        next?.SetResult();
    }

    private TaskCompletionSource? Next()
    {
        var queue = Ahead();
        ahead = queue == people ? ahead + 1 : 0;
        var first = queue.First?.Value;
        if (first is not null)
        {
            queue.RemoveFirst();
        }

        return first;
    }

    private LinkedList<TaskCompletionSource> Ahead() =>
        people.Count > 0 && (background.Count == 0 || ahead < MostAhead) ? people : background;

    /// <summary>Whether the place was still in its queue.</summary>
    private bool Leave(LinkedListNode<TaskCompletionSource> place)
    {
        lock (state)
        {
            if (place.List is not { } queue)
            {
                return false;
            }

            queue.Remove(place);
            return true;
        }
    }
}
