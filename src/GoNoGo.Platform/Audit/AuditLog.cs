using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit;

/// <summary>Reads the audit trail for a person: what was done, without the details, which may be personal.</summary>
/// <param name="data">The database.</param>
public sealed class AuditLog(DataContext data)
{
    /// <summary>How many entries stand on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Entries from the newest to the oldest.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those before this sequence; null for the newest.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>At most <see cref="PageSize"/>, and where the next page begins.</returns>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, long? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var lines = await data.Set<AuditEntry>().AsNoTracking()
            .Where(entry => before == null || entry.Sequence < before)
            .Where(entry => filter.Action == null || entry.Action == filter.Action)
            .Where(entry => filter.ResourceType == null || entry.ResourceType == filter.ResourceType)
            .Where(entry => filter.ResourceId == null || entry.ResourceId == filter.ResourceId)
            .Where(entry => !filter.WithoutTransactions || entry.ResourceType != "transaction")
            .OrderByDescending(entry => entry.Sequence)
            .Take(PageSize + 1)
            .Select(entry => new AuditLine(
                entry.Sequence, entry.At, entry.Actor, entry.Action, entry.ResourceType, entry.ResourceId, entry.Outcome))
            .ToListAsync(cancellationToken);
        return lines.Count > PageSize ? new AuditPage(lines[..PageSize], lines[PageSize - 1].Sequence) : new AuditPage(lines, null);
    }
}

/// <summary>Which entries of the trail somebody wants to see; null for any.</summary>
/// <param name="Action">Such as <c>comment.approved</c>.</param>
/// <param name="ResourceType">Such as <c>comment</c>.</param>
/// <param name="ResourceId">Which of them.</param>
/// <param name="WithoutTransactions">Whether entries of units of work themselves are left out.</param>
public sealed record AuditFilter(string? Action, string? ResourceType, string? ResourceId, bool WithoutTransactions);

/// <summary>Some entries of the trail.</summary>
/// <param name="Lines">The newest first.</param>
/// <param name="Before">Where the next page begins; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, long? Before);

/// <summary>An entry of the trail, without its details.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">The class of who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="ResourceType">What it was done to.</param>
/// <param name="ResourceId">Which of them.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record AuditLine(
    long Sequence, DateTimeOffset At, AuditActor Actor, string Action, string ResourceType, string ResourceId, string Outcome);
