using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Runs work in one transaction: its state, audit entries and events commit together or not at all. Nothing may leave the
/// process inside one (<see cref="OutboundCalls"/>). Scoped: one scope runs one unit at a time, and a unit that is begun within
/// another of the same scope joins it.
/// </summary>
public sealed partial class UnitOfWork(
    DataContext data,
    IDatabaseDialect dialect,
    Outbox outbox,
    AuditBacklog backlog,
    SubjectKeys subjectKeys,
    PageVersions pageVersions,
    TimeProvider clock,
    ILogger<UnitOfWork> logger)
{
    /// <summary>How long the work of one unit may take; others wait for it meanwhile.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private static readonly AsyncLocal<Transaction?> Running = new();

    private Transaction? transaction;

    /// <summary>Whether a unit of work runs in this flow of control, so that nothing may leave the process.</summary>
    internal static bool IsRunning => Running.Value is not null;

    /// <summary>
    /// Runs the work and commits it, unless it refuses or throws: then nothing of it stays. Within a running unit of this scope it
    /// joins that one: the two commit together, and a refusal or exception of the inner ends both.
    /// </summary>
    /// <param name="work">
    /// The work, which may take <see cref="TimeLimit"/>. It may be run only once; what it returns is answered when it is durable.
    /// </param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <returns>What the work returned, or <see cref="ConcurrentChange"/> where another writer came first.</returns>
    /// <exception cref="TimeoutException">The work took too long and was rolled back.</exception>
    public Task<Result<T>> RunAsync<T>(
        Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull => RunAsync(work, isEntered: true, cancellationToken);

    /// <summary>
    /// The same for what the program does for its own sake, such as sealing or noting that a session was used: such a unit makes no entry
    /// of itself.
    /// </summary>
    /// <param name="work">The work, as for any other unit.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <returns>What the work returned, or <see cref="ConcurrentChange"/>.</returns>
    public Task<Result<T>> RunUnenteredAsync<T>(
        Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull => RunAsync(work, isEntered: false, cancellationToken);

    private Task<Result<T>> RunAsync<T>(
        Func<Transaction, CancellationToken, Task<Result<T>>> work, bool isEntered, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(work);
        return Running.Value switch
        {
            null => BeginAsync(work, isEntered, cancellationToken),
            var running when running == transaction => JoinAsync(running, work, cancellationToken),
            _ => throw new InvalidOperationException("A unit of work of another scope runs here: use its services, or wait for its end."),
        };
    }

    private static async Task<Result<T>> JoinAsync<T>(
        Transaction running, Func<Transaction, CancellationToken, Task<Result<T>>> work, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            var result = await work(running, cancellationToken);
            if (result.Error is { } refusal)
            {
                running.Doom(refusal);
            }

            return result;
        }
        catch (Exception exception)
        {
            running.Doom(exception);
            throw;
        }
    }

    private async Task<Result<T>> BeginAsync<T>(
        Func<Transaction, CancellationToken, Task<Result<T>>> work, bool isEntered, CancellationToken cancellationToken)
        where T : notnull
    {
        using var span = TransactionMeters.Begin();
        await using var database = await dialect.BeginAsync(data, cancellationToken);
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var begun = NewTransaction(clock.GetUtcNow());
        Running.Value = transaction = begun;
        IReadOnlyList<AuditAct> owed = [];
        Result<T> result;
        FaultPoint.Reach("unit_of_work.begun");
        try
        {
            result = await work(transaction, ended.Token);
            if ((result.Error ?? RefusalOf(begun)) is { } refusal)
            {
                RollBack(refusal.Code, isEntered && begun.IsWriting);
                return refusal;
            }

            owed = isEntered ? Enter(begun) : [];
            await data.SaveChangesAsync(ended.Token);

            // The caller's patience no longer counts: a commit that is cut short leaves nobody the wiser.
            await WriteRecordsAsync(begun, limit.Token);
            FaultPoint.Reach("unit_of_work.saved");
            await database.CommitAsync();
            FaultPoint.Reach("unit_of_work.committed");
            owed = [];
        }
        catch (Exception exception) when (WasOvertaken(exception))
        {
            RollBack(nameof(ConcurrentChange), isEntered);
            return new ConcurrentChange();
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            RollBack(nameof(TimeoutException), isEntered);
            throw new TimeoutException($"A unit of work took over {TimeLimit.TotalSeconds:0} seconds and was rolled back.", exception);
        }
        catch (Exception exception)
        {
            RollBack(exception.GetType().Name, isEntered);
            throw;
        }
        finally
        {
            backlog.Return(owed);
            Running.Value = null;
            transaction = null;
            if (begun.IsAbandoned)
            {
                await database.ExpelAsync();
            }
            else
            {
                data.ChangeTracker.Clear();
            }
        }

        // What fails from here on is no failure of the unit.
        Committed(begun, database);
        return result;
    }

    /// <summary>Whether another writer came first.</summary>
    private bool WasOvertaken(Exception exception) => exception is DbUpdateConcurrencyException
        || dialect.IsUniqueViolation(exception)
        || dialect.IsConflict(exception);

    private Transaction NewTransaction(DateTimeOffset now) => new(Guid.CreateVersion7(now), now, data, dialect);

    private static Error? RefusalOf(Transaction transaction) => transaction switch
    {
        { Refusal: { } refusal } => refusal,
        { Failure: { } failure } => throw new InvalidOperationException("A unit of work that had joined this one has failed.", failure),
        _ => null,
    };

    /// <summary>
    /// Adds what the unit owes the trail: an entry of itself, which holds the end of the unit as its time and the start in its id,
    /// and what could not be entered before. A unit that writes nothing has no entry of itself.
    /// </summary>
    private IReadOnlyList<AuditAct> Enter(Transaction running)
    {
        var writes = running.IsWriting;
        var owed = backlog.Take();
        foreach (var act in owed)
        {
            running.Audit(act);
        }

        if (writes)
        {
            running.Enter(AuditAct.Of(running), clock.GetUtcNow());
        }

        return owed;
    }

    private async Task WriteRecordsAsync(Transaction running, CancellationToken cancellationToken)
    {
        if (running.Inserted.Count > 0 || running.Entries.Count > 0 || running.Published.Count > 0)
        {
            var aggregates = running.Published.Select(published => published.AggregateId).ToHashSet(StringComparer.Ordinal);
            var keys = await SubjectKeysOfAsync(running, cancellationToken);
            var rows = running.Inserted.Select(row => RowStatements.Of(data, row));
            var records = RecordStatements.Of(running, keys, outbox.DeliveriesOf(running), dialect.LastIdentity);
            await dialect.WriteRecordsAsync(data, aggregates, [.. rows, .. records], cancellationToken);
        }
    }

    /// <summary>The keys of those whom details are about: they are stored under these.</summary>
    private async Task<IReadOnlyDictionary<Guid, Key>> SubjectKeysOfAsync(Transaction running, CancellationToken cancellationToken)
    {
        var keys = new Dictionary<Guid, Key>();
        foreach (var subject in running.Entries.Select(entry => entry.Payload?.SubjectId).OfType<Guid>().Distinct())
        {
            keys[subject] = await subjectKeys.FindOrMakeAsync(running, new SubjectId(subject), cancellationToken);
        }

        return keys;
    }

    private void Committed(Transaction committed, IUnitTransaction database)
    {
        TransactionMeters.Committed();
        foreach (var key in committed.Shown)
        {
            pageVersions.Raise(key);
        }

        outbox.Announce(committed, database);
    }

    private void RollBack(string errorType, bool isEntered)
    {
        var id = transaction!.Id; // Set for as long as the unit runs.
        LogRolledBack(id, errorType);
        TransactionMeters.RolledBack(errorType);
        if (isEntered)
        {
            backlog.Add(AuditAct.OfRollback(id, errorType));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Transaction {TransactionId} was rolled back: {ErrorType}")]
    private partial void LogRolledBack(Guid transactionId, string errorType);
}

/// <summary>Another writer changed the same thing first. Nothing was written; the work may be tried again.</summary>
public sealed record ConcurrentChange()
    : Conflict("concurrent_change", "Somebody else changed this at the same moment. Look again, then repeat what you did.");
