using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Data;

/// <summary>What differs between the databases. Platform asks; Web/Database answers, once for each provider.</summary>
public interface IDatabaseDialect
{
    /// <summary>Waits until this process may write. SQLite has one writer at a time; PostgreSQL sorts writers out itself.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Dispose it to let the next writer in.</returns>
    ValueTask<IDisposable> EnterWriterAsync(CancellationToken cancellationToken);

    /// <summary>Whether a failed save met a row that another writer had put there first.</summary>
    /// <param name="exception">What saving threw.</param>
    /// <returns>True for a violated UNIQUE or primary key.</returns>
    bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>Whether a failure means that the database cannot be written at this moment: busy, gone, full or read-only.</summary>
    /// <param name="exception">What the database threw.</param>
    /// <returns>True where trying again later may help.</returns>
    bool IsUnavailable(Exception exception);
}
