using System.Runtime.CompilerServices;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>Decisions on comments. Each commits its state, audit entry and event together; the page follows at once.</summary>
/// <param name="data">The context that the unit of work shares.</param>
/// <param name="unitOfWork">Commits each decision.</param>
/// <param name="accesses">Gets who looked at the comments that nobody else sees.</param>
public sealed class ModerationService(DataContext data, UnitOfWork unitOfWork, AccessLog accesses)
{
    /// <summary>Lets everybody see a comment.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The status it has now, also where it had it before; or <see cref="CommentNotFound"/>.</returns>
    public Task<Result<Decision>> ApproveAsync(Guid commentId, ModeratorIdentity moderator, CancellationToken cancellationToken) =>
        DecideAsync(commentId, moderator, ModerationStatus.Approved, cancellationToken);

    /// <summary>Keeps a comment from being seen, also one that was approved.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The status it has now, also where it had it before; or <see cref="CommentNotFound"/>.</returns>
    public Task<Result<Decision>> RejectAsync(Guid commentId, ModeratorIdentity moderator, CancellationToken cancellationToken) =>
        DecideAsync(commentId, moderator, ModerationStatus.Rejected, cancellationToken);

    /// <summary>Comments of a status, oldest first; erased ones are not among them. That they were looked at is audited first.</summary>
    /// <param name="status">Which; null for all.</param>
    /// <param name="moderator">Who looks.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Row by row, so that a long list needs no memory.</returns>
    public async IAsyncEnumerable<ModerationItem> ListAsync(
        ModerationStatus? status, ModeratorIdentity moderator, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        var which = status?.ToString().ToLowerInvariant() ?? "all";
        await accesses.EnterAsync(
            new PersonalDataAccess(moderator.Actor, moderator.Subject?.Value.ToString("D"), "moderation_queue", which), cancellationToken);
        var rows = data.Set<Comment>().AsNoTracking()
            .Where(comment => status == null || comment.ModerationStatus == status)
            .OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id)
            .Select(comment => new ModerationItem(
                comment.Id,
                comment.PostId,
                comment.ModerationStatus,
                comment.AuthorName,
                comment.Content,
                comment.CreatedAt,
                comment.Flags))
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    private Task<Result<Decision>> DecideAsync(
        Guid commentId, ModeratorIdentity moderator, ModerationStatus status, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<Decision>(
            async (transaction, ended) =>
            {
                if (await data.Set<Comment>().SingleOrDefaultAsync(known => known.Id == commentId, ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (comment.ModerationStatus == status)
                {
                    return new Decision(commentId, status, Changed: false);
                }

                comment.ModerationStatus = status;
                comment.ApprovedBy = status == ModerationStatus.Approved ? moderator.Subject?.Value : null;
                comment.ApprovedAt = status == ModerationStatus.Approved ? transaction.StartedAt : null;
                comment.Revision++;
                Record(transaction, comment, moderator);
                return new Decision(commentId, status, Changed: true);
            },
            cancellationToken);

    private static void Record(Transaction transaction, Comment comment, ModeratorIdentity moderator)
    {
        var approved = comment.ModerationStatus == ModerationStatus.Approved;
        transaction.Audit(new AuditAct(
            moderator.Actor, approved ? "comment.approved" : "comment.rejected", "comment", comment.Id.ToString("D")));
        if (approved)
        {
            transaction.Publish(new CommentApproved(comment.Id, comment.PostId));
        }
        else
        {
            transaction.Publish(new CommentRejected(comment.Id, comment.PostId));
        }
    }
}
