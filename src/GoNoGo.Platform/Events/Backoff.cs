namespace GoNoGo.Platform.Events;

/// <summary>
/// How long a failed delivery waits: anything up to a bound that grows fourfold with each attempt, so that what failed together does
/// not come back together (AWS Architecture Blog, "Exponential Backoff And Jitter": full jitter).
/// </summary>
/// <param name="random">The source of chance; used under a lock.</param>
public sealed class Backoff(Random random)
{
    /// <summary>How often a delivery is tried before it is given up.</summary>
    public const int MaximumAttempts = 10;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromHours(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();

    /// <summary>The wait after an attempt.</summary>
    /// <param name="attempt">From 1.</param>
    /// <returns>Up to <see cref="Cap"/>.</returns>
    public TimeSpan After(int attempt)
    {
        // Four to the sixth seconds is over an hour already, and a larger power might not fit a number.
        var bound = First * Math.Pow(4, Math.Clamp(attempt - 1, 0, 6));
        lock (gate)
        {
            return (bound < Cap ? bound : Cap) * random.NextDouble();
        }
    }
}
