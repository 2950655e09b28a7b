using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>What the author of a comment does with its capability link: see, change, erase. No account is needed.</summary>
public sealed class OwnComment
{
    /// <summary>How long after it was sent a comment may be changed.</summary>
    public static readonly TimeSpan EditPeriod = TimeSpan.FromMinutes(15);

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly CapabilityLinks links;
    private readonly Erasures erasures;
    private readonly LegalHolds holds;
    private readonly CommentRenderer renderer;
    private readonly TimeProvider clock;

    internal OwnComment(
        DataContext data,
        UnitOfWork unitOfWork,
        CapabilityLinks links,
        Erasures erasures,
        LegalHolds holds,
        CommentRenderer renderer,
        TimeProvider clock)
    {
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.links = links;
        this.erasures = erasures;
        this.holds = holds;
        this.renderer = renderer;
        this.clock = clock;
    }

    /// <summary>The comment that a link belongs to, as its author may see it.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The comment, or <see cref="CommentNotFound"/>: a wrong, an old and an erased comment's link are alike.</returns>
    public async Task<Result<OwnCommentView>> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(token, data.Set<Comment>().AsNoTracking(), cancellationToken) is not { } comment)
        {
            return new CommentNotFound();
        }

        var editableUntil = comment.CreatedAt + EditPeriod;
        return new OwnCommentView(
            comment.Id,
            comment.PostId,
            comment.ModerationStatus,
            comment.AuthorName,
            comment.Content,
            renderer.Render(comment.Content),
            comment.CreatedAt,
            comment.EditedAt,
            comment.RetentionUntil,
            clock.GetUtcNow() < editableUntil ? editableUntil : null);
    }

    /// <summary>Changes the text within <see cref="EditPeriod"/>; an approved comment waits for a decision again.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="content">The new text. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The comment's id; or <see cref="CommentNotFound"/>, <see cref="EditPeriodOver"/>, <see cref="InvalidComment"/>.</returns>
    public Task<Result<Guid>> EditAsync(string token, string content, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync<Guid>(
            async (transaction, ended) =>
            {
                if (await FindRowAsync(token, data.Set<Comment>(), ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (transaction.StartedAt >= comment.CreatedAt + EditPeriod)
                {
                    return new EditPeriodOver();
                }

                if (CommentText.CheckContent(content) is { } problem)
                {
                    return new InvalidComment([problem]);
                }

                comment.Content = content;
                comment.EditedAt = transaction.StartedAt;
                comment.Revision++;
                if (comment.ModerationStatus == ModerationStatus.Approved)
                {
                    comment.ModerationStatus = ModerationStatus.Pending;
                }

                transaction.Audit(new AuditAct(AuditActor.CommentAuthor, "comment.edited", "comment", comment.Id.ToString("D")));
                transaction.Publish(new CommentEdited(comment.Id, comment.PostId));
                return comment.Id;
            },
            cancellationToken);

    /// <summary>
    /// Erases the comment: text, name, tags, and with the author's last comment their address, subject and key (GDPR art. 17).
    /// </summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="cancellationToken">Ends the work before it has begun.</param>
    /// <returns>
    /// What went; or <see cref="CommentNotFound"/>; or <see cref="UnderLegalHold"/>, and it goes by itself once the hold has ended.
    /// </returns>
    public async Task<Result<ErasureOutcome>> EraseAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(token, data.Set<Comment>().AsNoTracking(), cancellationToken) is not { } comment)
        {
            return new CommentNotFound();
        }

        if (await holds.UntilAsync(comment.Id, clock.GetUtcNow(), cancellationToken) is { } until)
        {
            await LetGoAsync(token, cancellationToken);
            return new UnderLegalHold(until);
        }

        return await erasures.EraseAsync(ErasureKind.Comment, comment.Id, AuditActor.CommentAuthor, cancellationToken);
    }

    private Task<Result<Guid>> LetGoAsync(string token, CancellationToken cancellationToken) => unitOfWork.RunAsync<Guid>(
        async (transaction, ended) =>
        {
            if (await FindRowAsync(token, data.Set<Comment>(), ended) is not { } comment)
            {
                return new CommentNotFound();
            }

            comment.RetentionUntil = transaction.StartedAt;
            comment.Revision++;
            return comment.Id;
        },
        cancellationToken);

    private async Task<Comment?> FindRowAsync(string token, IQueryable<Comment> comments, CancellationToken cancellationToken) =>
        links.Read(token) is (var id, var counter)
            ? await comments.SingleOrDefaultAsync(comment => comment.Id == id && comment.CapabilityCounter == counter, cancellationToken)
            : null;
}

/// <summary>A comment as its author sees it.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="PostId">The post's slug.</param>
/// <param name="Status">What was decided.</param>
/// <param name="AuthorName">The name given. Personal.</param>
/// <param name="Content">The text as typed. Personal.</param>
/// <param name="Html">The text as others see it, safe HTML. Personal.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="EditedAt">When it was last changed, UTC.</param>
/// <param name="RetentionUntil">When it goes by itself, UTC.</param>
/// <param name="EditableUntil">Until when it may be changed, UTC; null where that time is over.</param>
public sealed record OwnCommentView(
    Guid Id,
    string PostId,
    ModerationStatus Status,
    string? AuthorName,
    string Content,
    string Html,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    DateTimeOffset RetentionUntil,
    DateTimeOffset? EditableUntil);
