using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>What a moderator does with a comment beside deciding on it: changes its text, locks its thread, pins it. All audited.</summary>
public sealed class CommentDesk
{
    /// <summary>How many comments of a post are pinned at most.</summary>
    public const int MostPinned = 3;

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly ContentTags tags;
    private readonly SealedTexts texts;
    private readonly FormerTexts formerTexts;

    internal CommentDesk(DataContext data, UnitOfWork unitOfWork, ContentTags tags, SealedTexts texts, FormerTexts formerTexts)
    {
        this.texts = texts;
        this.formerTexts = formerTexts;
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.tags = tags;
    }

    /// <summary>Changes the text of a comment; the text before is kept with it, and its author sees both.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="content">The new text, under the rules of all comments. Personal.</param>
    /// <param name="revision">The revision that was looked at; null changes it in any case.</param>
    /// <param name="moderator">Who changes it.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The comment's revision; or <see cref="CommentNotFound"/>, <see cref="CommentChangedMeanwhile"/>, <see cref="InvalidComment"/>,
    /// <see cref="TextUnreadable"/>.
    /// </returns>
    public Task<Result<CommentRevision>> EditAsync(
        Guid commentId, string content, int? revision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(moderator);
        return ChangeAsync(
            commentId,
            revision,
            async (transaction, comment, ended) =>
            {
                if (CommentText.CheckContent(content) is { } problem)
                {
                    return new InvalidComment([problem]);
                }

                await texts.OpenAsync(comment, ended);
                if (comment.IsUnreadable)
                {
                    return new TextUnreadable();
                }

                if (comment.Content != content)
                {
                    await EditAsync(transaction, comment, content, moderator, ended);
                }

                return null;
            },
            cancellationToken);
    }

    /// <summary>Locks a comment and all below it against answers, or opens them again.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="isLocked">True locks.</param>
    /// <param name="revision">The revision that was looked at; null does it in any case.</param>
    /// <param name="moderator">Who does.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The comment's revision; or <see cref="CommentNotFound"/>, <see cref="CommentChangedMeanwhile"/>.</returns>
    public Task<Result<CommentRevision>> LockAsync(
        Guid commentId, bool isLocked, int? revision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        return ChangeAsync(
            commentId,
            revision,
            async (transaction, comment, ended) =>
            {
                if (comment.IsLocked != isLocked)
                {
                    foreach (var known in (await ThreadAsync(comment, ended)).Where(known => known.IsLocked != isLocked))
                    {
                        known.IsLocked = isLocked;
                        known.Revision++;
                    }

                    Enter(transaction, isLocked ? "comment.locked" : "comment.unlocked", comment, moderator);
                }

                return null;
            },
            cancellationToken);
    }

    /// <summary>Shows an approved comment above the thread as well, or no longer.</summary>
    /// <param name="commentId">Which: a comment on the post, no answer.</param>
    /// <param name="isPinned">True pins.</param>
    /// <param name="revision">The revision that was looked at; null does it in any case.</param>
    /// <param name="moderator">Who does.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The comment's revision; or <see cref="CommentNotFound"/>, <see cref="CommentChangedMeanwhile"/>, <see cref="CannotPin"/>.
    /// </returns>
    public Task<Result<CommentRevision>> PinAsync(
        Guid commentId, bool isPinned, int? revision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        return ChangeAsync(
            commentId,
            revision,
            async (transaction, comment, ended) =>
            {
                if (comment.IsPinned == isPinned)
                {
                    return null;
                }

                if (isPinned && !await CanPinAsync(transaction, comment, ended))
                {
                    return new CannotPin();
                }

                comment.IsPinned = isPinned;
                comment.Revision++;
                Enter(transaction, isPinned ? "comment.pinned" : "comment.unpinned", comment, moderator);
                return null;
            },
            cancellationToken);
    }

    private Task<Result<CommentRevision>> ChangeAsync(
        Guid commentId,
        int? revision,
        Func<Transaction, Comment, CancellationToken, Task<Error?>> change,
        CancellationToken cancellationToken) => unitOfWork.RunPatientlyAsync<CommentRevision>(
            async (transaction, ended) =>
            {
                if (await data.Set<Comment>().SingleOrDefaultAsync(known => known.Id == commentId, ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (revision is { } seen && seen != comment.Revision)
                {
                    return new CommentChangedMeanwhile(DecisionRecord.Word(comment.ModerationStatus));
                }

                return await change(transaction, comment, ended) is { } refusal
                    ? refusal
                    : new CommentRevision(comment.Id, comment.PostId, comment.Revision);
            },
            cancellationToken);

    private Task<List<Comment>> ThreadAsync(Comment comment, CancellationToken cancellationToken)
    {
        var end = comment.ThreadKey + ThreadKeys.End;
        return data.Set<Comment>().IgnoreQueryFilters([Comment.NotErased])
            .Where(known => known.PostId == comment.PostId
                && string.Compare(known.ThreadKey, comment.ThreadKey) >= 0 && string.Compare(known.ThreadKey, end) < 0)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> CanPinAsync(Transaction transaction, Comment comment, CancellationToken cancellationToken)
    {
        await transaction.LockAsync($"pins:{comment.PostId}", cancellationToken);
        return comment is { Depth: 1, ModerationStatus: ModerationStatus.Approved }
            && await data.Set<Comment>().CountAsync(known => known.PostId == comment.PostId && known.IsPinned, cancellationToken)
                < MostPinned;
    }

    private async Task EditAsync(
        Transaction transaction, Comment comment, string content, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        await formerTexts.KeepAsync(
            transaction, comment, content, moderator.Actor, moderator.Subject?.Value, cancellationToken);
        await texts.WriteAsync(transaction, comment, new CommentWords(comment.AuthorName, content), cancellationToken);
        comment.ContentTag = comment.ContentTag is null ? null : tags.Of(content);
        comment.EditedAt = transaction.StartedAt;
        comment.Revision++;
        Enter(transaction, "comment.edited", comment, moderator);
        transaction.Publish(new CommentEdited(comment.Id, comment.PostId));
    }

    private static void Enter(Transaction transaction, string action, Comment comment, ModeratorIdentity moderator) =>
        transaction.Audit(new AuditAct(moderator.Actor, action, "comment", comment.Id.ToString("D"), moderator.Details()));
}

/// <summary>A comment as it stands after a change.</summary>
/// <param name="CommentId">Which.</param>
/// <param name="PostId">The post's slug.</param>
/// <param name="Revision">Its revision now.</param>
public sealed record CommentRevision(Guid CommentId, string PostId, int Revision);
