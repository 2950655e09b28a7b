using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;

namespace GoNoGo.Comments;

/// <summary>Units that somebody else came first to, begun again: the second run sees what the first writer did, and judges anew.</summary>
internal static class PatientUnits
{
    // Two writers meet once; three tries outlast any real race.
    private const int MaximumAttempts = 3;

    public static async Task<Result<T>> RunPatientlyAsync<T>(
        this UnitOfWork unitOfWork, Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull
    {
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
