using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Sealing;

/// <summary>How far the audit trail is sealed and anchored; cheap enough for a health check.</summary>
/// <param name="data">The database.</param>
/// <param name="clock">Says how far back is worth looking.</param>
public sealed class AuditStatus(DataContext data, TimeProvider clock)
{
    /// <summary>The state of this moment.</summary>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Sizes, and what waits.</returns>
    public async Task<AuditState> GetAsync(CancellationToken cancellationToken)
    {
        var from = await UnsealedEntries.SettledAsync(data, clock.GetUtcNow(), cancellationToken);
        var unsealed = UnsealedEntries.In(data, from);
        var checkpoint = await data.Set<AuditCheckpoint>()
            .OrderByDescending(candidate => candidate.Size)
            .Select(candidate => new { candidate.Size, candidate.At })
            .FirstOrDefaultAsync(cancellationToken);
        var anchored = await data.Set<AnchorAttempt>()
            .Where(attempt => attempt.Outcome == nameof(OutboundOutcome.Delivered))
            .OrderByDescending(attempt => attempt.Size).ThenByDescending(attempt => attempt.At)
            .Select(attempt => new { attempt.Size, attempt.At })
            .FirstOrDefaultAsync(cancellationToken);
        return new AuditState(
            checkpoint?.Size ?? 0,
            checkpoint?.At,
            await unsealed.CountAsync(cancellationToken),
            await unsealed.MinAsync(entry => (DateTimeOffset?)entry.At, cancellationToken),
            anchored?.Size ?? 0,
            anchored?.At);
    }

    /// <summary>The newest checkpoint, to be kept somewhere else.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The signed note, ending with a newline; null where nothing has been sealed yet.</returns>
    public Task<string?> NewestNoteAsync(CancellationToken cancellationToken) => data.Set<AuditCheckpoint>()
        .OrderByDescending(checkpoint => checkpoint.Size)
        .Select(checkpoint => checkpoint.Note)
        .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>How far the audit trail is sealed and anchored.</summary>
/// <param name="SealedSize">Entries in the tree.</param>
/// <param name="SealedAt">When the last were put there, UTC; null where none were.</param>
/// <param name="UnsealedCount">Entries that wait.</param>
/// <param name="OldestUnsealedAt">When the oldest of them was written, UTC; null where none waits.</param>
/// <param name="AnchoredSize">The size of the largest checkpoint that was taken outside.</param>
/// <param name="AnchoredAt">When, UTC; null where none was.</param>
public sealed record AuditState(
    long SealedSize,
    DateTimeOffset? SealedAt,
    int UnsealedCount,
    DateTimeOffset? OldestUnsealedAt,
    long AnchoredSize,
    DateTimeOffset? AnchoredAt);
