using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Gdpr.Retention;

/// <summary>Keeps single comments from being erased while a legal claim needs them; each hold has a reason and an end.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="unitOfWork">Commits what is placed and released.</param>
public sealed class LegalHolds(DataContext data, UnitOfWork unitOfWork)
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 500;

    /// <summary>How long a hold may last before somebody must look again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The ids of the comments that are held at a moment; to be composed into a query.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>Not run yet.</returns>
    public IQueryable<Guid> HeldAt(DateTimeOffset now) =>
        data.Set<LegalHold>().Where(hold => hold.Until > now).Select(hold => hold.CommentId);

    /// <summary>Until when a comment is held.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it is not.</returns>
    public Task<DateTimeOffset?> UntilAsync(Guid commentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        data.Set<LegalHold>().Where(hold => hold.CommentId == commentId && hold.Until > now)
            .Select(hold => (DateTimeOffset?)hold.Until)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Holds a comment, or changes the reason and end of its hold. Audited.</summary>
    /// <param name="placed">Which, why, until when.</param>
    /// <param name="officer">Who does it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The hold; or <see cref="HoldInvalid"/>.</returns>
    public Task<Result<PlacedHold>> PlaceAsync(PlacedHold placed, AuditIdentity officer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(placed);
        return unitOfWork.RunAsync<PlacedHold>(
            async (transaction, ended) =>
            {
                if (placed.Reason.Trim() is not { Length: > 0 and <= LongestReason } reason
                    || placed.Until <= transaction.StartedAt
                    || placed.Until > transaction.StartedAt + Longest)
                {
                    return new HoldInvalid();
                }

                if (await data.Set<LegalHold>().SingleOrDefaultAsync(known => known.CommentId == placed.CommentId, ended) is { } hold)
                {
                    (hold.Reason, hold.Until) = (reason, placed.Until);
                }
                else
                {
                    data.Add(new LegalHold
                    {
                        CommentId = placed.CommentId,
                        Reason = reason,
                        PlacedAt = transaction.StartedAt,
                        Until = placed.Until,
                    });
                }

                Enter(transaction, officer, "legal_hold.placed", placed.CommentId);
                return placed with { Reason = reason };
            },
            cancellationToken);
    }

    /// <summary>Ends a hold before its time. Audited.</summary>
    /// <param name="commentId">Of which comment.</param>
    /// <param name="officer">Who does it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The hold that was; or <see cref="HoldNotFound"/>.</returns>
    public Task<Result<PlacedHold>> ReleaseAsync(Guid commentId, AuditIdentity officer, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<PlacedHold>(
            async (transaction, ended) =>
            {
                if (await data.Set<LegalHold>().SingleOrDefaultAsync(known => known.CommentId == commentId, ended) is not { } hold)
                {
                    return new HoldNotFound();
                }

                data.Remove(hold);
                Enter(transaction, officer, "legal_hold.released", commentId);
                return new PlacedHold(hold.CommentId, hold.Reason, hold.Until);
            },
            cancellationToken);

    /// <summary>All holds, those that end first before the others.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Empty where there are none.</returns>
    public async Task<IReadOnlyList<PlacedHold>> ListAsync(CancellationToken cancellationToken) =>
        await data.Set<LegalHold>().OrderBy(hold => hold.Until).ThenBy(hold => hold.CommentId)
            .Select(hold => new PlacedHold(hold.CommentId, hold.Reason, hold.Until))
            .ToListAsync(cancellationToken);

    private static void Enter(Transaction transaction, AuditIdentity officer, string action, Guid commentId) =>
        transaction.Audit(officer.Act(action, "comment", commentId.ToString("D", CultureInfo.InvariantCulture)));
}

/// <summary>A hold on a comment. Its text form is redacted.</summary>
/// <param name="CommentId">Which comment.</param>
/// <param name="Reason">Why, in the operator's words. May be personal.</param>
/// <param name="Until">When it ends, UTC.</param>
public sealed record PlacedHold(Guid CommentId, string Reason, DateTimeOffset Until)
{
    /// <summary>Which comment, without why.</summary>
    /// <returns><c>[hold]</c> with the comment's id.</returns>
    public override string ToString() => $"[hold {CommentId}]";
}

/// <summary>A hold needs a reason and an end within a year.</summary>
public sealed record HoldInvalid()
    : InvalidField("until", "hold_invalid", "Give a reason of at most 500 characters and an end that lies ahead, within 366 days.");

/// <summary>The comment is not held.</summary>
public sealed record HoldNotFound() : NotFound("hold_not_found", "This comment is not held.");

/// <summary>The comment is kept for a legal claim and cannot be erased yet (GDPR art. 17(3)(e)).</summary>
/// <param name="Until">When the hold ends, UTC.</param>
public sealed record UnderLegalHold(DateTimeOffset Until) : Conflict("under_legal_hold", string.Create(
    CultureInfo.InvariantCulture,
    $"A legal claim needs this comment until {Until.UtcDateTime:yyyy-MM-dd} at the latest (GDPR art. 17(3)(e)). "
    + $"It is erased by itself once that is over."));
