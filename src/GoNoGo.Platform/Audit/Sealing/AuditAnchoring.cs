using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Platform.Audit.Sealing;

/// <summary>
/// Takes the newest checkpoint to the places outside. Each call has thirty seconds and happens in no transaction; its row in
/// the ledger is written after it, so a crash between the two takes the same checkpoint there once more, which changes nothing.
/// </summary>
/// <param name="anchors">The places.</param>
/// <param name="scopes">A scope for each row.</param>
/// <param name="clock">Says what is due.</param>
/// <param name="logger">Gets what failed.</param>
public sealed partial class AuditAnchoring(
    IEnumerable<IAuditAnchor> anchors, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditAnchoring> logger)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <summary>Takes the newest checkpoint everywhere, now.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>How each call ended; none where nothing is sealed.</returns>
    public Task<IReadOnlyList<Anchoring>> PublishAsync(CancellationToken cancellationToken) =>
        PublishAsync(onlyDue: false, cancellationToken);

    /// <summary>Takes the newest checkpoint where the tree has grown for a day, or where an hour ago it failed.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>How each call ended that was due.</returns>
    public Task<IReadOnlyList<Anchoring>> PublishDueAsync(CancellationToken cancellationToken) =>
        PublishAsync(onlyDue: true, cancellationToken);

    private async Task<IReadOnlyList<Anchoring>> PublishAsync(bool onlyDue, CancellationToken cancellationToken)
    {
        var outcomes = new List<Anchoring>();
        foreach (var anchor in anchors.Where(anchor => anchor.IsEnabled))
        {
            var (checkpoint, attempt) = await NewestAsync(anchor, cancellationToken);
            if (checkpoint is not null && (!onlyDue || IsDue(checkpoint, attempt)))
            {
                var outcome = await PublishAsync(anchor, checkpoint, cancellationToken);
                outcomes.Add(new Anchoring(anchor.Name, checkpoint.Size, anchor.Whereabouts(checkpoint.Size), outcome));
            }
        }

        return outcomes;
    }

    private bool IsDue(AnchoredCheckpoint checkpoint, AnchorAttempt? attempt)
    {
        if (attempt is null)
        {
            return true;
        }

        var isDone = attempt.Outcome is nameof(OutboundOutcome.Delivered);
        return !(isDone && attempt.Size == checkpoint.Size) && clock.GetUtcNow() - attempt.At >= (isDone ? Interval : AfterFailure);
    }

    private async Task<(AnchoredCheckpoint? Checkpoint, AnchorAttempt? Attempt)> NewestAsync(
        IAuditAnchor anchor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<DataContext>();
        var checkpoint = await data.Set<AuditCheckpoint>()
            .OrderByDescending(candidate => candidate.Size)
            .Select(candidate => new AnchoredCheckpoint(candidate.Size, candidate.Note))
            .FirstOrDefaultAsync(cancellationToken);
        var attempt = await data.Set<AnchorAttempt>().AsNoTracking()
            .Where(candidate => candidate.Anchor == anchor.Name)
            .OrderByDescending(candidate => candidate.At)
            .FirstOrDefaultAsync(cancellationToken);
        return (checkpoint, attempt);
    }

    private async Task<OutboundOutcome> PublishAsync(
        IAuditAnchor anchor, AnchoredCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var outcome = await CallAsync(anchor, checkpoint, cancellationToken);
        FaultPoint.Reach("audit.anchored");
        if (outcome is not OutboundOutcome.Delivered)
        {
            LogNotDelivered(checkpoint.Size, anchor.Name, outcome.GetType().Name, ErrorTypeOf(outcome));
        }

        await using var scope = scopes.CreateAsyncScope();

        // Its row is the record; an entry would let the tree grow by every anchoring.
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunUnenteredAsync<AnchorAttempt>(
            (transaction, _) => Task.FromResult<Result<AnchorAttempt>>(Enter(transaction, anchor, checkpoint, outcome)),
            cancellationToken);
        return outcome;
    }

    private async Task<OutboundOutcome> CallAsync(
        IAuditAnchor anchor, AnchoredCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("audit anchor");
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await anchor.PublishAsync(checkpoint, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OutboundOutcome.TransientFailure(nameof(TimeoutException));
        }
    }

    private static AnchorAttempt Enter(
        Transaction transaction, IAuditAnchor anchor, AnchoredCheckpoint checkpoint, OutboundOutcome outcome)
    {
        var attempt = new AnchorAttempt
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            Size = checkpoint.Size,
            Anchor = anchor.Name,
            At = transaction.StartedAt,
            Outcome = outcome.GetType().Name,
            ErrorType = ErrorTypeOf(outcome),
        };
        transaction.Data.Add(attempt);
        return attempt;
    }

    private static string? ErrorTypeOf(OutboundOutcome outcome) => outcome switch
    {
        OutboundOutcome.TransientFailure failure => failure.ErrorType,
        OutboundOutcome.PermanentFailure failure => failure.ErrorType,
        OutboundOutcome.Skipped skipped => skipped.Reason,
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Warning, "The audit checkpoint of size {Size} was not taken to {Anchor}: {Outcome} {ErrorType}")]
    private partial void LogNotDelivered(long size, string anchor, string outcome, string? errorType);
}

/// <summary>How a checkpoint was taken to one place.</summary>
/// <param name="Anchor">The place's name.</param>
/// <param name="Size">The checkpoint's size.</param>
/// <param name="Whereabouts">Where it lies there.</param>
/// <param name="Outcome">How the call ended.</param>
public sealed record Anchoring(string Anchor, long Size, string Whereabouts, OutboundOutcome Outcome);
