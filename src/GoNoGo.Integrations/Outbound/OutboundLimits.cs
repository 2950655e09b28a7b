namespace GoNoGo.Integrations.Outbound;

/// <summary>What a call to a service may take: time, tries and bytes.</summary>
internal sealed record OutboundLimits
{
    /// <summary>One try, its answer's body included.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All tries of a call together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call that only reads is tried again; one that changes something never is.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Before the first of these, doubling.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The largest answer that is read, in bytes.</summary>
    public long LargestAnswer { get; init; } = 4 * 1024 * 1024;

    /// <summary>How many calls must fail within <see cref="Window"/>, and half of all of them, before the service is left alone.</summary>
    public int Tolerated { get; init; } = 5;

    /// <summary>Over which time failures are counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long the service is then left alone.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Times the limits; null for the clock of the program. The network does not follow a clock that a test has stopped.</summary>
    public TimeProvider? Clock { get; init; }
}
