using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>
/// Carries out what the ledger holds and the database does not know of: erasures from after the backup that it was restored from, and
/// such as a crash has cut short. Runs before anything is served.
/// </summary>
/// <param name="scopes">A scope for each query.</param>
/// <param name="store">The ledger.</param>
/// <param name="erasures">Carries them out.</param>
public sealed class ErasureReplay(IServiceScopeFactory scopes, ISubjectStore store, Erasures erasures)
{
    /// <summary>Brings the database to where the ledger is.</summary>
    /// <param name="cancellationToken">Ends the work between two erasures; it goes on where it was.</param>
    /// <returns>How many were repeated; or <see cref="LedgerBehind"/> where the ledger lacks what the database knows.</returns>
    public async Task<Result<ReplayedErasures>> RunAsync(CancellationToken cancellationToken)
    {
        var ledger = await store.ErasuresAsync(cancellationToken);
        var marked = await MarkedAsync(cancellationToken);
        var known = ledger.Select(entry => entry.Id).ToHashSet();
        var unknown = marked.Count(id => !known.Contains(id));
        if (unknown > 0)
        {
            return new LedgerBehind(unknown);
        }

        var repeated = 0;
        foreach (var entry in ledger.Where(entry => entry.DoneAt is null || !marked.Contains(entry.Id)))
        {
            FaultPoint.Reach("erasure.replaying");
            var outcome = await erasures.CarryOutAsync(entry, AuditActor.System, cancellationToken);
            if (outcome.Error is { } refusal)
            {
                return refusal;
            }

            repeated += marked.Contains(entry.Id) ? 0 : 1;
        }

        if (repeated > 0)
        {
            await EnterAsync(repeated, cancellationToken);
        }

        return new ReplayedErasures(repeated);
    }

    private async Task<HashSet<Guid>> MarkedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var marks = scope.ServiceProvider.GetRequiredService<DataContext>().Set<ErasureMark>();
        return [.. await marks.Select(mark => mark.LedgerId).ToListAsync(cancellationToken)];
    }

    private async Task EnterAsync(int repeated, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<ReplayedErasures>(
            (transaction, _) =>
            {
                transaction.Audit(new AuditAct(AuditActor.System, "erasure.replayed", "erasure", "ledger", new Dictionary<string, string>
                {
                    ["count"] = repeated.ToString(CultureInfo.InvariantCulture),
                }));
                return Task.FromResult<Result<ReplayedErasures>>(new ReplayedErasures(repeated));
            },
            cancellationToken);
    }
}

/// <summary>What a replay has repeated.</summary>
/// <param name="Count">How many erasures the database did not know of.</param>
public sealed record ReplayedErasures(int Count);

/// <summary>The ledger of erasures is older than the database, so that nobody can say what else it lacks.</summary>
/// <param name="Missing">How many erasures of the database it does not know.</param>
public sealed record LedgerBehind(int Missing) : Conflict("ledger_behind", string.Create(
    CultureInfo.InvariantCulture,
    $"The ledger of erasures lacks {Missing} that the database knows of: put the newest copy of the keys in place, which holds it."));
