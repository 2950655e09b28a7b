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

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Queue<SubjectId> stock = new(StockSize);

    /// <summary>An id that nobody has had, whose key is durable.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Never the same twice, also where the caller's work comes to nothing.</returns>
    public async Task<SubjectId> TakeAsync(CancellationToken cancellationToken)
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
                await keys.MakeStockAsync(made, cancellationToken);
                made.ForEach(stock.Enqueue);
            }

            return stock.Dequeue();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();
}
