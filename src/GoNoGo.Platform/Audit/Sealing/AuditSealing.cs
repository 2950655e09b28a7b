using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Platform.Audit.Sealing;

/// <summary>
/// Puts entries that are not yet in the tree into it, in batches. Each batch commits with a signed checkpoint of the tree as it
/// is then, so a sealer that was killed goes on where the last batch ended.
/// </summary>
/// <param name="scopes">A scope for each batch.</param>
/// <param name="keys">Holds the signing key.</param>
/// <param name="origin">The name under which the first checkpoint is signed.</param>
/// <param name="backlog">What waits for a commit, which sealing gives it where nothing else has.</param>
/// <param name="clock">Says how far back is worth looking.</param>
public sealed class AuditSealing(
    IServiceScopeFactory scopes, KeyRing keys, AuditOrigin origin, AuditBacklog backlog, TimeProvider clock)
{
    /// <summary>How many entries one unit of work seals at most.</summary>
    public const int BatchSize = 1000;

    private bool hasLookedAtAll;

    /// <summary>Seals all that is committed now. Where several sealers race, one wins each batch and the others stop.</summary>
    /// <param name="cancellationToken">Ends the sealing between two batches.</param>
    /// <returns>How many were sealed, or <see cref="AuditTreeDamaged"/>: nothing is built on a tree that does not hold.</returns>
    public async Task<Result<SealedEntries>> SealAsync(CancellationToken cancellationToken)
    {
        await EnterBacklogAsync(cancellationToken);
        var (count, after) = (0, hasLookedAtAll ? null : (long?)0);
        while (true)
        {
            var result = await SealBatchAsync(after, cancellationToken);
            if (!result.Succeeded(out var batch, out var refusal))
            {
                return refusal is ConcurrentChange ? new SealedEntries(count) : refusal;
            }

            (count, after) = (count + batch.Count, batch.LastSequence);
            if (batch.Count < BatchSize)
            {
                hasLookedAtAll = true;
                return new SealedEntries(count);
            }
        }
    }

    private async Task EnterBacklogAsync(CancellationToken cancellationToken)
    {
        if (backlog.IsEmpty)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync(
            (_, _) => Task.FromResult<Result<SealedEntries>>(new SealedEntries(0)), cancellationToken);
    }

    private async Task<Result<SealedBatch>> SealBatchAsync(long? after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        var from = after ?? await UnsealedEntries.SettledAsync(data, clock.GetUtcNow(), cancellationToken);
        if (!await UnsealedEntries.In(data, from).AnyAsync(cancellationToken))
        {
            return new SealedBatch(0, from);
        }

        // Sealing enters nothing of itself: there would always be one entry more to seal.
        return await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunUnenteredAsync(
            (transaction, ended) => SealBatchAsync(transaction, from, ended), cancellationToken);
    }

    private async Task<Result<SealedBatch>> SealBatchAsync(Transaction transaction, long from, CancellationToken cancellationToken)
    {
        FaultPoint.Reach("audit.sealing_begun");
        var data = transaction.Data;
        var last = await data.Set<AuditCheckpoint>().AsNoTracking()
            .OrderByDescending(checkpoint => checkpoint.Size).FirstOrDefaultAsync(cancellationToken);
        if (await RestoreAsync(data, last, cancellationToken) is not { } tree)
        {
            return new AuditTreeDamaged();
        }

        var entries = await UnsealedEntries.In(data, from).AsNoTracking()
            .OrderBy(entry => entry.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
        if (entries.Count == 0)
        {
            return new SealedBatch(0, from);
        }

        entries.ForEach(entry => transaction.Insert(Append(tree, entry)));
        var highest = entries[^1].Sequence;
        transaction.Insert(Sign(tree, last, Math.Max(highest, last?.HighestSequence ?? 0), transaction.StartedAt));
        FaultPoint.Reach("audit.checkpoint_signed");
        return new SealedBatch(entries.Count, highest);
    }

    /// <summary>The tree at its last checkpoint, from a leaf for each bit of its size; null where that is not its root.</summary>
    private static async Task<CompactRange?> RestoreAsync(DataContext data, AuditCheckpoint? last, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return new CompactRange();
        }

        var ends = CompactRange.SubtreesOf(last.Size).ToList();
        var subtrees = await data.Set<AuditLeaf>().AsNoTracking()
            .Where(leaf => ends.Contains(leaf.Position))
            .OrderBy(leaf => leaf.Position)
            .Select(leaf => leaf.Subtree ?? leaf.Hash)
            .ToListAsync(cancellationToken);
        var tree = subtrees.Count == ends.Count ? new CompactRange(last.Size, subtrees) : null;
        return tree?.Root().AsSpan().SequenceEqual(last.Root) is true ? tree : null;
    }

    private static AuditLeaf Append(CompactRange tree, AuditEntry entry)
    {
        var hash = LeafEncoding.Hash(LeafFields.From(entry));
        tree.Append(hash);
        return new AuditLeaf
        {
            Position = tree.Size - 1,
            Sequence = entry.Sequence,
            Hash = hash,
            Subtree = ReferenceEquals(tree.LastSubtree, hash) ? null : tree.LastSubtree,
        };
    }

    private AuditCheckpoint Sign(CompactRange tree, AuditCheckpoint? last, long highestSequence, DateTimeOffset at)
    {
        // The log keeps the name of its first checkpoint, also when the site moves to another address.
        var name = last is null ? origin.Name : SignedCheckpoint.Parse(last.Note)?.Statement.Origin ?? origin.Name;
        var statement = new Checkpoint(name, tree.Size, tree.Root());
        var note = SignedNote.Sign(statement.Text, name, keys.Current(KeyPurpose.AuditSigning));
        return new AuditCheckpoint
        {
            Size = tree.Size,
            Root = statement.Root,
            Note = note.ToString(),
            At = at,
            HighestSequence = highestSequence,
        };
    }

    private sealed record SealedBatch(int Count, long LastSequence);
}

/// <summary>What a sealing did.</summary>
/// <param name="Count">How many entries it put into the tree.</param>
public sealed record SealedEntries(int Count);

/// <summary>The stored tree does not have the root of its last checkpoint: somebody changed it. Nothing was sealed.</summary>
public sealed record AuditTreeDamaged()
    : Error("audit_tree_damaged", "The audit trail was changed after it was sealed; run gonogo audit verify to see where.");
