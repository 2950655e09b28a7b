namespace GoNoGo.Web.Database.Sqlite;

/// <summary>
/// Whose turn it is to write. Those for whom somebody waits come first, in order; of background work, in order as well, one comes for every
/// few of them, so that it never stands still, but not while others wait for the commit of what they have written.
/// </summary>
internal sealed class SqliteTurns
{
    /// <summary>How many wait at most: whoever comes then is told at once that the database is busy.</summary>
    public const int MostWaiting = 1000;

    /// <summary>How many for whom somebody waits come before one of the others.</summary>
    private const int MostAhead = 8;

    /// <summary>How many of the others come in a row at most, where it was not their turn for long.</summary>
    private const int MostInARow = 4;

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
    /// <param name="isCommitAwaited">Whether those who have written wait for a commit that others may still join.</param>
    public void Release(bool isCommitAwaited = false)
    {
        TaskCompletionSource? next;
        lock (state)
        {
            next = Next(isCommitAwaited);
            isTaken = next is not null;
        }

        next?.SetResult();
    }

    private TaskCompletionSource? Next(bool isCommitAwaited)
    {
        var isPersonsTurn = people.Count > 0 && (background.Count == 0 || ahead < MostAhead || isCommitAwaited);
        var queue = isPersonsTurn ? people : background;
        ahead = isPersonsTurn
            ? Math.Min(ahead + 1, background.Count == 0 ? MostAhead : MostAhead * MostInARow)
            : Math.Max(0, ahead - MostAhead);
        var first = queue.First?.Value;
        if (first is not null)
        {
            queue.RemoveFirst();
        }

        return first;
    }

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
