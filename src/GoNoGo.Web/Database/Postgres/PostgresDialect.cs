using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace GoNoGo.Web.Database.Postgres;

/// <summary>PostgreSQL sorts its writers out itself.</summary>
internal sealed class PostgresDialect : IDatabaseDialect
{
    public async Task<IUnitTransaction> BeginAsync(DataContext data, CancellationToken cancellationToken)
    {
        data.Database.AutoSavepointsEnabled = false; // A unit that fails is rolled back whole.
        return new PostgresUnitTransaction(await data.Database.BeginTransactionAsync(cancellationToken));
    }

    public async Task KeepOrderAsync(DataContext data, IReadOnlyCollection<string> aggregates, CancellationToken cancellationToken)
    {
        // In one order for everybody, so that two units with the same aggregates never wait for each other.
        var sorted = aggregates.Order(StringComparer.Ordinal).ToArray();
        await data.Database.ExecuteSqlAsync(
            $"""
             SELECT pg_advisory_xact_lock(key)
             FROM (SELECT DISTINCT hashtextextended('gonogo:outbox:' || name, 0) AS key FROM unnest({sorted}) AS name ORDER BY 1) AS keys
             """,
            cancellationToken);
    }

    public bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public bool IsConflict(Exception exception) =>
        Cause<PostgresException>(exception)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    public bool IsUnavailable(Exception exception) =>
        Cause<NpgsqlException>(exception) is { } failure && (failure.IsTransient || failure is not PostgresException);

    /// <summary>What EF Core takes for passing it wraps with the advice to try again, beside what it wraps in any case.</summary>
    private static T? Cause<T>(Exception? exception)
        where T : NpgsqlException
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }

    private sealed class PostgresUnitTransaction(IDbContextTransaction transaction) : IUnitTransaction
    {
        public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }
}
