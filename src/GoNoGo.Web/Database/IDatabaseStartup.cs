using GoNoGo.Platform.Data;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Database;

/// <summary>What a database needs before it is migrated, once for each provider.</summary>
internal interface IDatabaseStartup
{
    /// <summary>Checks that the database is there and recent enough; clears what a killed migration left behind.</summary>
    /// <exception cref="StartRefusedException">It cannot be used; the message says what to do.</exception>
    Task PrepareAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>The columns of the table in which migrations are noted; none without that table. Looking makes no database.</summary>
    /// <exception cref="StartRefusedException">It cannot be opened, or is another program's; the message says what to do.</exception>
    Task<IReadOnlyList<string>> HistoryColumnsAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>Waits until no other process migrates.</summary>
    Task<IAsyncDisposable> LockAsync(DataContext data, CancellationToken cancellationToken);

    /// <summary>Keeps servers, and others who ask for this, from the database. On SQLite the data folder's lock does.</summary>
    /// <returns>Gives it back when it is disposed of; null where a server works on it, or another who has asked.</returns>
    /// <exception cref="StartRefusedException">It cannot be reached; the message says what to do.</exception>
    Task<IAsyncDisposable?> TryHoldAsync(CancellationToken cancellationToken);
}
