using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Data;

/// <summary>Units that somebody else came first to, begun again: the second run sees what the first writer did, and judges anew.</summary>
public static class PatientUnits
{
    // Two writers meet once. In a burst of one sender, where each takes one of few places, who runs again may meet those who run for the
    // first time, and again: three tries did not outlast that.
    private const int MaximumAttempts = 8;

    /// <summary>Runs work as a unit of work, up to eight times while others come first.</summary>
    /// <param name="unitOfWork">The unit of work of this scope.</param>
    /// <param name="work">The work; it may be run more than once, each time on rows read anew.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <returns>What the work returned; <see cref="ConcurrentChange"/> only where others came first every time.</returns>
    public static async Task<Result<T>> RunPatientlyAsync<T>(
        this UnitOfWork unitOfWork, Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(unitOfWork);
        for (var attempt = 1; ; attempt++)
        {
            var done = await unitOfWork.RunAsync(work, cancellationToken);
            if (done.Error is not ConcurrentChange || attempt == MaximumAttempts)
            {
                return done;
            }
        }
    }
}
