using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.Outbound;

/// <summary>
/// Why a service did not do what it was asked for. What the service said is not repeated: it may hold what was sent to it.
/// </summary>
/// <param name="Code">See <see cref="Error.Code"/>.</param>
/// <param name="Message">See <see cref="Error.Message"/>; never a token, secret or address of a person.</param>
public sealed record ServiceFailure(string Code, string Message) : Error(Code, Message)
{
    /// <summary>Whether it may go better later without anybody doing something.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Not before, where the service has said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same for the event bus, which tries again what may go better.</summary>
    /// <returns>A transient or a permanent failure.</returns>
    public OutboundOutcome ToOutcome() =>
        IsTransient ? new OutboundOutcome.TransientFailure(Code, RetryAfter) : new OutboundOutcome.PermanentFailure(Code);
}
