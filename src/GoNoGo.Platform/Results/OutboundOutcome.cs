namespace GoNoGo.Platform.Results;

/// <summary>How a call to the outside ended: as one of the four records below, and never as an exception.</summary>
public abstract record OutboundOutcome
{
    private protected OutboundOutcome()
    {
    }
}

/// <summary>The other side has it.</summary>
public sealed record Delivered : OutboundOutcome;

/// <summary>Nothing was sent, and nothing had to be.</summary>
/// <param name="Reason">Why, in a few words without personal data.</param>
public sealed record Skipped(string Reason) : OutboundOutcome;

/// <summary>It failed, and may not the next time.</summary>
/// <param name="ErrorType">What kind of failure it was; a type's name or stable code, never a message.</param>
public sealed record TransientFailure(string? ErrorType = null) : OutboundOutcome;

/// <summary>It failed and would again: only a person can mend it.</summary>
/// <param name="ErrorType">What kind of failure it was; a type's name or stable code, never a message.</param>
public sealed record PermanentFailure(string? ErrorType = null) : OutboundOutcome;
