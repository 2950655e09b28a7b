using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Subjects;

/// <summary>
/// Destroys keys that were made in advance and that nobody has taken, since the program ended or a unit came to nothing. They have
/// encrypted nothing. Each is looked at once, when no backup of the database can hold its subject any more.
/// </summary>
internal sealed class UnusedKeys(DataContext data, ISubjectStore store)
{
    /// <summary>What the sweep calls it.</summary>
    public const string RetentionStepName = "unused_keys";

    /// <summary>For how long a backup is kept at most, as docs/privacy says: what is restored finds its keys.</summary>
    public static readonly TimeSpan LongestBackup = TimeSpan.FromDays(35);

    /// <summary>Looks at so many at most; answers how many they were.</summary>
    public async Task<int> SweepAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var stock = await store.StockAsync(transaction.StartedAt - LongestBackup, limit, cancellationToken);
        if (stock.Count == 0)
        {
            return 0;
        }

        var came = await data.Set<Subject>().Where(subject => stock.Contains(subject.Id)).Select(subject => subject.Id)
            .ToListAsync(cancellationToken);
        await store.EndStockAsync(stock, [.. stock.Except(came)], cancellationToken);
        return stock.Count;
    }
}
