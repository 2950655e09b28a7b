namespace GoNoGo.Platform.Events;

/// <summary>How one attempt at a delivery ended.</summary>
internal abstract record HandlingOutcome(string Name)
{
    /// <summary>The effect and the end of the delivery are committed.</summary>
    public sealed record Handled(string? Code) : HandlingOutcome("handled");

    /// <summary>The handler had had the event before: nothing happened again.</summary>
    public sealed record Repeated() : HandlingOutcome("repeated");

    /// <summary>Another claimer has the delivery by now, or it has ended: nothing was written.</summary>
    public sealed record Lost() : HandlingOutcome("lost");

    /// <summary>The server stops: the delivery goes back as if it had not been tried.</summary>
    public sealed record Interrupted() : HandlingOutcome("interrupted");

    /// <summary>Its turn has not come: it goes back as if it had not been tried, to a later time.</summary>
    public sealed record Postponed(string Reason, TimeSpan Wait) : HandlingOutcome("postponed");

    /// <summary>It did not work.</summary>
    public sealed record Failed(string ErrorType) : HandlingOutcome("failed")
    {
        public string? Code { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public bool IsPermanent { get; init; }
    }
}
