using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>All comments of a person who is signed in, each with the link of its own page.</summary>
public sealed class OwnComments
{
    /// <summary>How many are read at once.</summary>
    public const int PageSize = 50;

    private readonly DataContext data;
    private readonly CapabilityLinks links;
    private readonly CommentRenderer renderer;
    private readonly SealedTexts texts;

    internal OwnComments(DataContext data, CapabilityLinks links, CommentRenderer renderer, SealedTexts texts)
    {
        this.texts = texts;
        this.data = data;
        this.links = links;
        this.renderer = renderer;
    }

    /// <summary>A page of them, the newest first.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="page">Which page, from 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>At most <see cref="PageSize"/>, and whether there are more. Personal.</returns>
    public async Task<(IReadOnlyList<OwnCommentLine> Lines, bool HasMore)> ReadAsync(
        SubjectId subject, int page, CancellationToken cancellationToken)
    {
        var rows = await data.Set<Comment>().AsNoTracking().Where(comment => comment.SubjectId == subject.Value)
            .OrderByDescending(comment => comment.CreatedAt).ThenByDescending(comment => comment.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        await texts.OpenAsync(rows, cancellationToken);
        return ([.. rows.Take(PageSize).Select(LineOf)], rows.Count > PageSize);
    }

    /// <summary>Of some comments, those that were refused and against whose refusal an appeal is possible.</summary>
    /// <param name="comments">Which; at most <see cref="PageSize"/> of them are told.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<RefusedComment>> AppealableAsync(IReadOnlyList<Guid> comments, CancellationToken cancellationToken)
    {
        var rows = await data.Set<Comment>().AsNoTracking()
            .Where(comment => comments.Contains(comment.Id)
                && (comment.ModerationStatus == ModerationStatus.Rejected || comment.ModerationStatus == ModerationStatus.Spam)
                && !data.Set<CommentAppeal>().Any(appeal => appeal.CommentId == comment.Id))
            .OrderByDescending(comment => comment.CreatedAt)
            .Take(PageSize)
            .Select(comment => new { comment.Id, comment.CapabilityCounter, comment.CreatedAt })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new RefusedComment(row.CreatedAt, links.TokenFor(row.Id, row.CapabilityCounter)))];
    }

    private OwnCommentLine LineOf(Comment comment) => new(
        comment.Id,
        comment.PostId,
        comment.ModerationStatus,
        comment.RefusalReason,
        renderer.Render(comment.Content),
        comment.CreatedAt,
        links.TokenFor(comment.Id, comment.CapabilityCounter));
}

/// <summary>A comment in its author's list. Its text form is redacted.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="PostId">The post's slug.</param>
/// <param name="Status">What was decided.</param>
/// <param name="Reason">Why it was not published; null where nobody wrote it down.</param>
/// <param name="Html">The text, safe HTML. Personal.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="CapabilityToken">The secret part of its own page's address. Secret.</param>
public sealed record OwnCommentLine(
    Guid Id, string PostId, ModerationStatus Status, RefusalReason? Reason, string Html, DateTimeOffset CreatedAt, string CapabilityToken)
{
    /// <summary>A fixed mark in place of the comment.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}

/// <summary>A comment of somebody's that was refused.</summary>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="CapabilityToken">The secret part of its own page's address, where an appeal is made. Secret.</param>
public sealed record RefusedComment(DateTimeOffset CreatedAt, string CapabilityToken)
{
    /// <summary>A fixed mark in place of the comment.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}
