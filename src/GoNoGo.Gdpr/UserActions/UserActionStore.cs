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
}
