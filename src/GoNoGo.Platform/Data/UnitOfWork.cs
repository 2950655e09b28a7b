using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Runs work in one transaction: its state, audit entries and events commit together or not at all. Nothing may leave the
/// process inside one. Scoped: one scope runs one unit at a time.
/// </summary>
public sealed partial class UnitOfWork(
    DataContext data, IDatabaseDialect dialect, Outbox outbox, TimeProvider clock, ILogger<UnitOfWork> logger)
{
    /// <summary>Runs the work and commits it, unless it refuses or throws: then nothing of it stays.</summary>
    /// <param name="work">The work. It may be run only once; what it returns is answered when it is durable.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <returns>What the work returned, or <see cref="ConcurrentChange"/> where another writer came first.</returns>
    public async Task<Result<T>> RunAsync<T>(
        Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(work);
        using var writer = await dialect.EnterWriterAsync(cancellationToken);
        await using var database = await data.Database.BeginTransactionAsync(cancellationToken);
        var startedAt = clock.GetUtcNow();
        var transaction = new Transaction(Guid.CreateVersion7(startedAt), startedAt, data, outbox);
        FaultPoint.Reach("unit_of_work.begun");
        try
        {
            var result = await work(transaction, cancellationToken);
            if (!result.Succeeded(out _, out var refusal))
            {
                LogRolledBack(transaction.Id, refusal.Code);
                return result;
            }

            await data.SaveChangesAsync(cancellationToken);
            FaultPoint.Reach("unit_of_work.saved");

            // From here on the caller's patience no longer counts: a commit that is cut short leaves nobody the wiser.
            await database.CommitAsync(CancellationToken.None);
            FaultPoint.Reach("unit_of_work.committed");
            return result;
        }
        catch (DbUpdateConcurrencyException exception)
        {
            LogRolledBack(transaction.Id, exception.GetType().Name);
            return new ConcurrentChange();
        }
        catch (DbUpdateException exception) when (dialect.IsUniqueViolation(exception))
        {
            LogRolledBack(transaction.Id, exception.GetType().Name);
            return new ConcurrentChange();
        }
        catch (Exception exception)
        {
            LogRolledBack(transaction.Id, exception.GetType().Name);
            throw;
        }
        finally
        {
            data.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Transaction {TransactionId} was rolled back: {ErrorType}")]
    private partial void LogRolledBack(Guid transactionId, string errorType);
}

/// <summary>Another writer changed the same thing first. Nothing was written; the work may be tried again.</summary>
public sealed record ConcurrentChange()
    : Conflict("concurrent_change", "Somebody else changed this at the same moment. Look again, then repeat what you did.");
