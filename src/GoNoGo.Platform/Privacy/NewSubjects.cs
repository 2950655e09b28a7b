namespace GoNoGo.Platform.Privacy;

/// <summary>
/// Ids for people who come, each with a key that is durable already: a stock of them is made by one flush to disk, so that a first
/// comment does not wait for a second one. What is left of a stock when the program ends is never handed out; the retention sweep
/// destroys those keys.
/// </summary>
/// <param name="keys">Makes them.</param>
/// <param name="clock">Decides the time in the ids.</param>
public sealed class NewSubjects(SubjectKeys keys, TimeProvider clock) : IDisposable
{
    /// <summary>How many are made at once: one comment in so many waits for their flush.</summary>
    public const int StockSize = 64;

    /// <summary>
    /// For how long a key that was made is known without asking: far less than after what time the sweep may destroy it, as one that nobody
    /// has taken.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Queue<NewSubject> stock = new(StockSize);
    private DateTimeOffset madeAt;

    /// <summary>An id that nobody has had, whose key is durable.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Never the same twice, also where the caller's work comes to nothing.</returns>
    public async Task<NewSubject> TakeAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (stock.Count == 0)
            {
                var now = clock.GetUtcNow();

                // In order, as ids of version 7 are: whoever comes later has the higher one.
                List<SubjectId> made =
                    [.. Enumerable.Range(0, StockSize).Select(_ => Guid.CreateVersion7(now)).Order().Select(id => new SubjectId(id))];
                foreach (var newcomer in await keys.MakeStockAsync(made, cancellationToken))
                {
                    stock.Enqueue(newcomer);
                }

                madeAt = now;
            }

            var next = stock.Dequeue();
            return clock.GetUtcNow() - madeAt < Fresh ? next : next with { Key = null };
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();
}

/// <summary>Somebody who comes for the first time.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Key">Their key, where it need not be asked for.</param>
public sealed record NewSubject(SubjectId Id, Key? Key);
