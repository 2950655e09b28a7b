using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>What mails say of comments, read when a mail is decided on and again when it leaves.</summary>
/// <param name="data">The context that the caller's unit of work shares.</param>
/// <param name="links">Make the address of a comment's own page.</param>
/// <param name="keys">Open what is not public.</param>
public sealed class MailedComments(DataContext data, CapabilityLinks links, SubjectKeys keys)
{
    /// <summary>How much of a comment a mail shows, in characters as a person counts them.</summary>
    public const int ExcerptLength = 100;

    /// <summary>One comment.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where there is none or it was erased.</returns>
    public async Task<MailedComment?> FindAsync(Guid commentId, CancellationToken cancellationToken)
    {
        if (await data.Set<Comment>().AsNoTracking().SingleOrDefaultAsync(comment => comment.Id == commentId, cancellationToken)
            is not { SubjectId: { } subject } comment)
        {
            return null;
        }

        await new SealedTexts(keys).OpenAsync(comment, cancellationToken);
        return new MailedComment(
            comment.Id,
            comment.PostId,
            comment.ParentId,
            new SubjectId(subject),
            comment.AuthorName,
            CommentExcerpt.Of(comment.Content, ExcerptLength),
            comment.ModerationStatus,
            comment.Language,
            comment.CreatedAt,
            links.TokenFor(comment.Id, comment.CapabilityCounter))
        {
            Reason = comment.RefusalReason,
            CanAppeal = !await data.Set<CommentAppeal>().AnyAsync(appeal => appeal.CommentId == comment.Id, cancellationToken),
        };
    }

    /// <summary>Whether nobody has decided on a comment and its author has not changed it.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<bool> HasWaitedSinceItWasSentAsync(Guid commentId, CancellationToken cancellationToken) => data.Set<Comment>().AnyAsync(
        comment => comment.Id == commentId && comment.ModerationStatus == ModerationStatus.Pending && comment.EditedAt == null,
        cancellationToken);

    /// <summary>How many comments wait for a person: all, those that rules flagged or readers reported, and appeals.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Counts.</returns>
    public async Task<QueueFigures> QueueAsync(CancellationToken cancellationToken)
    {
        // Stretches of the index of the queue: grouping a hundred thousand rows would take longer than showing the first page of them.
        var waiting = data.Set<Comment>().AsNoTracking().Where(comment => comment.QueueKey != null);
        var (appealed, undecided, flagged) = (
            QueueRanks.KeyFrom(QueueRanks.Appealed),
            QueueRanks.KeyFrom(QueueRanks.Unflagged),
            QueueRanks.KeyFrom(QueueRanks.Unflagged + 1));
        return new QueueFigures(
            await waiting.CountAsync(cancellationToken),
            await waiting.CountAsync(comment => string.Compare(comment.QueueKey, flagged) >= 0, cancellationToken),
            await waiting.CountAsync(comment => string.Compare(comment.QueueKey, appealed) < 0, cancellationToken),
            await waiting.CountAsync(
                comment => string.Compare(comment.QueueKey, appealed) >= 0 && string.Compare(comment.QueueKey, undecided) < 0,
                cancellationToken));
    }

    /// <summary>The comments that wait for a person, by post; nothing of what they say.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The post with the most first.</returns>
    public async Task<IReadOnlyList<WaitingComments>> WaitingAsync(CancellationToken cancellationToken)
    {
        var posts = await data.Set<Comment>().AsNoTracking()
            .Where(comment => comment.QueueKey != null)
            .GroupBy(comment => comment.PostId)
            .Select(group => new { PostId = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return [.. posts.OrderByDescending(post => post.Count).ThenBy(post => post.PostId, StringComparer.Ordinal)
            .Select(post => new WaitingComments(post.PostId, post.Count))];
    }

    /// <summary>How many comments were sent since a moment, and what became of them.</summary>
    /// <param name="since">UTC.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Counts; erased ones are not among them.</returns>
    public async Task<CommentFigures> FiguresAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var states = await data.Set<Comment>().AsNoTracking()
            .Where(comment => comment.CreatedAt >= since)
            .GroupBy(comment => comment.ModerationStatus)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
        return new CommentFigures(
            states.Values.Sum(),
            states.GetValueOrDefault(ModerationStatus.Approved),
            states.GetValueOrDefault(ModerationStatus.Rejected) + states.GetValueOrDefault(ModerationStatus.Spam),
            states.GetValueOrDefault(ModerationStatus.Pending));
    }
}

/// <summary>A comment as a mail needs to know it. Its text form is redacted.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="PostId">The post's slug.</param>
/// <param name="ParentId">The comment that it answers, if any.</param>
/// <param name="Subject">Whose it is. Personal.</param>
/// <param name="AuthorName">The name given. Personal.</param>
/// <param name="Excerpt">Its beginning as plain text without links, at most <see cref="MailedComments.ExcerptLength"/>. Personal.</param>
/// <param name="Status">What was decided.</param>
/// <param name="Language">The language of the form that it was written in.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
/// <param name="CapabilityToken">The secret of its own page, for its author alone. Secret.</param>
public sealed record MailedComment(
    Guid Id,
    string PostId,
    Guid? ParentId,
    SubjectId Subject,
    string? AuthorName,
    string Excerpt,
    ModerationStatus Status,
    string Language,
    DateTimeOffset CreatedAt,
    string CapabilityToken)
{
    /// <summary>Why it was refused; null where the decision was not given any.</summary>
    public RefusalReason? Reason { get; init; }

    /// <summary>Whether its author has not appealed against a refusal yet.</summary>
    public bool CanAppeal { get; init; } = true;

    /// <summary>A fixed mark in place of the comment.</summary>
    /// <returns><c>[comment]</c></returns>
    public override string ToString() => "[comment]";
}

/// <summary>The queue in figures.</summary>
/// <param name="Waiting">Comments that wait for a person.</param>
/// <param name="Flagged">Of these, those that a rule flagged.</param>
/// <param name="Reported">Of these, those that readers reported.</param>
/// <param name="Appealed">Of these, those whose authors appeal.</param>
public sealed record QueueFigures(int Waiting, int Flagged, int Reported, int Appealed);

/// <summary>Comments on one post that wait for a decision.</summary>
/// <param name="PostId">The post's slug.</param>
/// <param name="Count">How many.</param>
public sealed record WaitingComments(string PostId, int Count);

/// <summary>Comments of some time, by what became of them.</summary>
/// <param name="Sent">All.</param>
/// <param name="Approved">Of these.</param>
/// <param name="Refused">Of these.</param>
/// <param name="Waiting">Of these.</param>
public sealed record CommentFigures(int Sent, int Approved, int Refused, int Waiting);
