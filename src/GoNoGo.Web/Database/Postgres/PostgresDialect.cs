using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>PostgreSQL sorts its writers out itself.</summary>
internal sealed class PostgresDialect : IDatabaseDialect
{
    public ValueTask<IDisposable> EnterWriterAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable>(new Turn());

    public bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public bool IsUnavailable(Exception exception) =>
        (exception as NpgsqlException ?? exception.InnerException as NpgsqlException) is { } failure
        && (failure.IsTransient || failure is not PostgresException);

    private sealed class Turn : IDisposable
    {
        public void Dispose()
        {
            // Nobody waits.
        }
    }
}
