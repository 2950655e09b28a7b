using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>The table of counts.</summary>
internal static class UserActionStore
{
    /// <summary>Adds to a cell within the running unit: two nodes that add at once both count.</summary>
    public static Task AddAsync(Transaction transaction, CountedAction cell, int count, CancellationToken cancellationToken)
    {
        transaction.NoteWrite();
        return transaction.Data.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO user_action_counts (day, type, subject, referrer_domain, count, delete_at)
             VALUES ({cell.DayNumber}, {cell.Type}, {cell.Subject}, {cell.ReferrerDomain}, {count}, {cell.DeleteAt.UtcTicks})
             ON CONFLICT (day, type, subject, referrer_domain) DO UPDATE SET count = user_action_counts.count + excluded.count
             """,
            cancellationToken);
    }

    /// <summary>Removes counts whose months are over; answers how many cells they were.</summary>
    public static async Task<int> RemoveDueAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var due = await transaction.Data.Set<UserActionCount>()
            .Where(count => count.DeleteAt <= transaction.StartedAt)
            .OrderBy(count => count.DeleteAt)
            .Take(limit)
            .ToListAsync(cancellationToken);
        transaction.Data.RemoveRange(due);
        return due.Count;
    }
}
