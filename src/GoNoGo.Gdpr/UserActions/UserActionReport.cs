using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>Reads the counts, without those that could point at somebody.</summary>
/// <param name="data">The database.</param>
public sealed class UserActionReport(DataContext data)
{
    /// <summary>A cell under this is not shown: few enough could be known by name.</summary>
    public const int SmallestCell = 5;

    /// <summary>The cells of a type over some days, the largest first.</summary>
    /// <param name="type">One of <see cref="UserActionTypes"/>.</param>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="to">The last day, UTC.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Cells of at least <see cref="SmallestCell"/>.</returns>
    public async Task<IReadOnlyList<UserActionCell>> ReadAsync(
        string type, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (first, last) = (new CountedAction(from, type, "", "").DayNumber, new CountedAction(to, type, "", "").DayNumber);
        var rows = await data.Set<UserActionCount>().AsNoTracking()
            .Where(count => count.Type == type && count.Day >= first && count.Day <= last && count.Count >= SmallestCell)
            .OrderByDescending(count => count.Count).ThenBy(count => count.Day).ThenBy(count => count.Subject)
            .Select(count => new { count.Day, count.Subject, count.ReferrerDomain, count.Count })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new UserActionCell(CountedAction.DayOf(row.Day), row.Subject, row.ReferrerDomain, row.Count))];
    }
}

/// <summary>How often something was done on one day.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Subject">A post's slug, or a purpose and act; empty for a search.</param>
/// <param name="ReferrerDomain">The domain that led here; empty where none is known.</param>
/// <param name="Count">At least <see cref="UserActionReport.SmallestCell"/>.</param>
public sealed record UserActionCell(DateOnly Day, string Subject, string ReferrerDomain, long Count);
