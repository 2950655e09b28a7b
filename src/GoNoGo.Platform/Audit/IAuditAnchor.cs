using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Audit;

/// <summary>
/// A place outside of the database that keeps checkpoints, best with another owner: whoever may write to the database could
/// rewrite all of it, but not what was taken there before.
/// </summary>
public interface IAuditAnchor
{
    /// <summary>Its name in the ledger, in snake_case; stable.</summary>
    string Name { get; }

    /// <summary>Whether the configuration wants it.</summary>
    bool IsEnabled { get; }

    /// <summary>Takes a checkpoint there; one that is there already is delivered.</summary>
    /// <param name="checkpoint">What to take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How it ended.</returns>
    Task<OutboundOutcome> PublishAsync(AnchoredCheckpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Every checkpoint that lies there.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>In no order; what cannot be read as a checkpoint included, so that verification can say so.</returns>
    /// <exception cref="AnchorUnavailableException">The place cannot be read now.</exception>
    Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Says to a person where a checkpoint lies.</summary>
    /// <param name="size">The checkpoint's size.</param>
    /// <returns>Such as a file's path or a tag's name.</returns>
    string Whereabouts(long size);
}

/// <summary>A checkpoint to be taken outside.</summary>
/// <param name="Size">How many leaves it covers.</param>
/// <param name="Note">The signed note, ending with a newline.</param>
public sealed record AnchoredCheckpoint(long Size, string Note);

/// <summary>An anchor cannot be read at this moment.</summary>
/// <param name="message">Why, for the operator.</param>
/// <param name="cause">What it was caught from.</param>
public sealed class AnchorUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
