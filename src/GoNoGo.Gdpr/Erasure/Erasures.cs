using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>
/// Erases (GDPR art. 17): enters it in the ledger outside the database, then erases in the database, destroys the key, has the database
/// let go of the bytes, and only then enters it as complete. Whatever cuts it short, the next start goes on with it.
/// </summary>
/// <param name="scopes">A scope for each unit.</param>
/// <param name="store">The ledger.</param>
/// <param name="keys">Destroys the keys of who is gone.</param>
/// <param name="clock">The time of what is entered.</param>
public sealed class Erasures(IServiceScopeFactory scopes, ISubjectStore store, SubjectKeys keys, TimeProvider clock)
{
    // A moderator who decides at the same moment must not keep a person from erasing.
    private const int MaximumAttempts = 5;

    /// <summary>Erases a person, a comment or a mailbox. What a legal claim needs stays until its hold ends.</summary>
    /// <param name="kind">What.</param>
    /// <param name="target">The id of the subject or comment.</param>
    /// <param name="actor">Who has it erased.</param>
    /// <param name="cancellationToken">Heeded until it is entered in the ledger; from then on it is carried out.</param>
    /// <returns>What went; or <see cref="ConcurrentChange"/> where others changed the same all the time: it is done later.</returns>
    public async Task<Result<ErasureOutcome>> EraseAsync(
        ErasureKind kind, Guid target, AuditActor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entry = new ErasureEntry(Guid.CreateVersion7(now), kind, target, now, null);
        await store.AddErasureAsync(entry, cancellationToken);
        FaultPoint.Reach("erasure.entered");
        return await CarryOutAsync(entry, actor, CancellationToken.None);
    }

    /// <summary>Enters that a mailbox goes with the running unit, so that a restored database does not write to its owner.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When it is in the ledger and its mark part of the unit.</returns>
    public async Task EnterMailEndAsync(Transaction transaction, SubjectId subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var entry = new ErasureEntry(
            Guid.CreateVersion7(transaction.StartedAt), ErasureKind.Mailbox, subject.Value, transaction.StartedAt, transaction.StartedAt);
        await store.AddErasureAsync(entry, cancellationToken);
        transaction.Data.Add(new ErasureMark { LedgerId = entry.Id, At = transaction.StartedAt });
    }

    /// <summary>Goes on with an erasure from wherever it was.</summary>
    internal async Task<Result<ErasureOutcome>> CarryOutAsync(
        ErasureEntry entry, AuditActor actor, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var application = scope.ServiceProvider.GetRequiredService<ErasureApplication>();
            var applied = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<AppliedErasure>(
                async (transaction, ended) => await application.ApplyAsync(transaction, entry, actor, ended),
                cancellationToken);
            if (applied.Succeeded(out var outcome, out var refusal))
            {
                FaultPoint.Reach("erasure.committed");
                return await CompleteAsync(scope.ServiceProvider, entry, outcome, cancellationToken);
            }

            if (refusal is not ConcurrentChange || attempt == MaximumAttempts)
            {
                return refusal;
            }
        }
    }

    private async Task<Result<ErasureOutcome>> CompleteAsync(
        IServiceProvider scope, ErasureEntry entry, AppliedErasure applied, CancellationToken cancellationToken)
    {
        var isGone = entry.Kind is ErasureKind.Subject
            && await scope.GetRequiredService<Subjects.SubjectDirectory>().IsGoneAsync(new SubjectId(entry.Target), cancellationToken);
        if (isGone)
        {
            await keys.DestroyAsync(new SubjectId(entry.Target), cancellationToken);
            FaultPoint.Reach("erasure.key_destroyed");
        }

        // Where readers hold on to the bytes for longer, it stays open in the ledger and the next sweep lets go of them.
        var isForgotten = await scope.GetRequiredService<IDatabaseDialect>()
            .ForgetAsync(scope.GetRequiredService<DataContext>(), cancellationToken);
        FaultPoint.Reach("erasure.forgotten");
        if (isForgotten)
        {
            await store.EndErasureAsync(entry.Id, clock.GetUtcNow(), cancellationToken);
            FaultPoint.Reach("erasure.ended");
        }

        return new ErasureOutcome(entry.Id, entry.Kind, entry.At, applied.Removed, applied.IsWhole);
    }
}

/// <summary>What an erasure has done; nothing in it names the person.</summary>
/// <param name="Id">Of its entry in the ledger and in the audit trail.</param>
/// <param name="Kind">What was erased.</param>
/// <param name="At">When it was entered, UTC.</param>
/// <param name="Removed">How many rows, by table.</param>
/// <param name="IsWhole">False where a legal claim needs something of it for now.</param>
public sealed record ErasureOutcome(
    Guid Id, ErasureKind Kind, DateTimeOffset At, IReadOnlyDictionary<string, int> Removed, bool IsWhole);
