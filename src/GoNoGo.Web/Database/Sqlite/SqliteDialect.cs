using GoNoGo.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace GoNoGo.Web.Database.Sqlite;

/// <summary>SQLite has one writer: the writers of this process queue here, in order, rather than in the busy time-out.</summary>
internal sealed class SqliteDialect : IDatabaseDialect, IDisposable
{
    private readonly SemaphoreSlim writer = new(1, 1);

    public async ValueTask<IDisposable> EnterWriterAsync(CancellationToken cancellationToken)
    {
        await writer.WaitAsync(cancellationToken);
        return new Turn(writer);
    }

    public bool IsUniqueViolation(DbUpdateException exception) =>
        (exception.InnerException as SqliteException)?.SqliteExtendedErrorCode
        is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY;

    public bool IsUnavailable(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode
        is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN;

    public void Dispose() => writer.Dispose();

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
