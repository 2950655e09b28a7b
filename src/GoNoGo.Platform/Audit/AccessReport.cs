using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit;

/// <summary>How often personal data were looked at, as <see cref="AccessLog"/> has entered it.</summary>
public static class AccessReport
{
    /// <summary>Counts the looks of a time.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>How many entries there are.</returns>
    public static Task<int> CountAsync(Transaction transaction, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Data.Set<AuditEntry>()
            .CountAsync(entry => entry.Action == AccessLog.Action && entry.At >= from && entry.At <= to, cancellationToken);
    }
}
