using System.Diagnostics;

namespace GoNoGo.Testing;

/// <summary>Waits on a condition, never for a duration.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How long something may take on a busy machine before it counts as not happening.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Returns when the condition holds.</summary>
    /// <param name="what">Completes the sentence "it did not happen that …".</param>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (watch.Elapsed > Patience)
            {
                Assert.Fail($"Within {Patience.TotalSeconds} s it did not happen that {what}.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Returns when the condition holds.</summary>
    /// <param name="what">Completes the sentence "it did not happen that …".</param>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task HoldsAsync(string what, Func<bool> condition, CancellationToken cancellationToken) =>
        HoldsAsync(what, () => Task.FromResult(condition()), cancellationToken);
}
