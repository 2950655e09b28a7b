using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Sealing;

/// <summary>
/// Entries that are not in the tree yet. On PostgreSQL a transaction may commit after one that took a higher sequence, so what
/// was not there at one sealing is looked for again at the next, an hour back.
/// </summary>
internal static class UnsealedEntries
{
    private static readonly TimeSpan LatestCommit = TimeSpan.FromHours(1);

    /// <summary>The sequence up to which nothing is expected any more.</summary>
    public static Task<long> SettledAsync(DataContext data, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - LatestCommit;
        return data.Set<AuditCheckpoint>()
            .Where(checkpoint => checkpoint.At <= before)
            .OrderByDescending(checkpoint => checkpoint.At)
            .Select(checkpoint => checkpoint.HighestSequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public static IQueryable<AuditEntry> In(DataContext data, long after) => data.Set<AuditEntry>()
        .Where(entry => entry.Sequence > after && !data.Set<AuditLeaf>().Any(leaf => leaf.Sequence == entry.Sequence));
}
