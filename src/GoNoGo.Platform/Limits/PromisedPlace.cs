using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Limits;

/// <summary>
/// A place that was free a moment ago, for the unit of work that does what is counted: both are durable, or neither. For one unit, which
/// may be run again, of the scope that it was promised in.
/// </summary>
public sealed class PromisedPlace
{
    private readonly WriteLimiter limiter;
    private readonly SenderTags sender;
    private FoundPlace found;
    private bool wasTried;

    internal PromisedPlace(WriteLimiter limiter, SenderTags sender, FoundPlace found)
    {
        this.limiter = limiter;
        this.sender = sender;
        this.found = found;
    }

    /// <summary>What its sender has left; no place where there is none.</summary>
    public LimitState State => found.State;

    /// <summary>Takes it. When the unit is run again, because somebody else came first, another one is looked for.</summary>
    /// <param name="transaction">The unit that does what is counted.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// Null where it is the unit's; else what the unit is to end with: <see cref="TooManyRequests"/> or <see cref="ConcurrentChange"/>.
    /// </returns>
    public async Task<Error?> TakeAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (wasTried)
        {
            // Those who run again come one after the other, so that they do not meet a second time.
            await transaction.LockAsync($"limit of {sender.Today}", cancellationToken);
            found = await limiter.FindAsync(found.State.Limit, sender, cancellationToken);
        }

        wasTried = true;
        if (!found.State.IsTaken)
        {
            return new TooManyRequests();
        }

        return await limiter.TryTakeAsync(transaction, found, sender, cancellationToken) ? null : new ConcurrentChange();
    }
}
