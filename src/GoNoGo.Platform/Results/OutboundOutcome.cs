namespace GoNoGo.Platform.Results;

/// <summary>How a call to the outside ended. A <see cref="TransientFailure"/> and what is <see cref="Postponed"/> come again.</summary>
public abstract record OutboundOutcome
{
    private OutboundOutcome()
    {
    }

    /// <summary>It has arrived.</summary>
    public sealed record Delivered : OutboundOutcome;

    /// <summary>There was nothing to be done, or it may not be done any more.</summary>
    /// <param name="Reason">Why: stable, in snake_case, without personal data.</param>
    public sealed record Skipped(string Reason) : OutboundOutcome;

    /// <summary>It may go better later.</summary>
    /// <param name="ErrorType">The name of what went wrong, never its text.</param>
    /// <param name="RetryAfter">Not to be tried again before, where the other side has said so.</param>
    public sealed record TransientFailure(string ErrorType, TimeSpan? RetryAfter = null) : OutboundOutcome;

    /// <summary>Its turn has not come: no attempt was made, and none is counted.</summary>
    /// <param name="Reason">What it waits for: stable, without personal data.</param>
    /// <param name="Wait">For how long.</param>
    public sealed record Postponed(string Reason, TimeSpan Wait) : OutboundOutcome;

    /// <summary>It will not go better later.</summary>
    /// <param name="ErrorType">The name of what went wrong, never its text.</param>
    public sealed record PermanentFailure(string ErrorType) : OutboundOutcome;
}
