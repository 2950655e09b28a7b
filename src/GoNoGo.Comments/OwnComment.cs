using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>What the author of a comment does with its capability link: see, change, appeal, erase. No account is needed.</summary>
public sealed class OwnComment
{
    /// <summary>How long after it was sent a comment may be changed.</summary>
    public static readonly TimeSpan EditPeriod = TimeSpan.FromMinutes(15);

    /// <summary>How many changes of its author are kept of a comment; what they change after that is one with the last.</summary>
    public const int MostKeptEdits = 20;

    /// <summary>The most that an appeal says, in code points.</summary>
    public const int LongestAppeal = 2000;

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly CapabilityLinks links;
    private readonly Erasures erasures;
    private readonly LegalHolds holds;
    private readonly CommentRenderer renderer;
    private readonly QueuePlaces places;
    private readonly ContentTags tags;
    private readonly SealedTexts texts;
    private readonly FormerTexts formerTexts;
    private readonly TimeProvider clock;

    internal OwnComment(
        DataContext data,
        UnitOfWork unitOfWork,
        CapabilityLinks links,
        Erasures erasures,
        LegalHolds holds,
        CommentRenderer renderer,
        QueuePlaces places,
        ContentTags tags,
        SealedTexts texts,
        FormerTexts formerTexts,
        TimeProvider clock)
    {
        this.texts = texts;
        this.formerTexts = formerTexts;
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.links = links;
        this.erasures = erasures;
        this.holds = holds;
        this.renderer = renderer;
        this.places = places;
        this.tags = tags;
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

        await texts.OpenAsync(comment, cancellationToken);
        var key = (await texts.FindKeysAsync([comment], cancellationToken)).GetValueOrDefault(comment.SubjectId ?? Guid.Empty);
        var appeal = await data.Set<CommentAppeal>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.CommentId == comment.Id, cancellationToken);
        var edits = await data.Set<CommentEdit>().AsNoTracking()
            .Where(edit => edit.CommentId == comment.Id && edit.Actor != AuditActor.CommentAuthor)
            .OrderBy(edit => edit.EditedAt)
            .ToListAsync(cancellationToken);
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
            clock.GetUtcNow() < editableUntil ? editableUntil : null)
        {
            Reason = comment.RefusalReason,
            Appeal = appeal is null ? null : new OwnAppealView(appeal.TextUnder(key), appeal.CreatedAt, appeal.SettledBy is null),
            Edits = edits.ConvertAll(edit => edit.ViewUnder(key)),
        };
    }

    /// <summary>
    /// Changes the text within <see cref="EditPeriod"/>; an approved comment waits for a decision again. The text before is kept for
    /// moderators and for the author's export. The same text again changes nothing. Audited.
    /// </summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="content">The new text. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The comment's id; or <see cref="CommentNotFound"/>, <see cref="EditPeriodOver"/>, <see cref="InvalidComment"/>,
    /// <see cref="TextUnreadable"/>.
    /// </returns>
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

                await texts.OpenAsync(comment, ended);
                if (comment.IsUnreadable)
                {
                    return new TextUnreadable();
                }

                if (comment.Content == content)
                {
                    return comment.Id;
                }

                await formerTexts.KeepAsync(transaction, comment, content, AuditActor.CommentAuthor, editedBy: null, ended);
                var words = new CommentWords(comment.AuthorName, content);
                comment.ContentTag = comment.ContentTag is null ? null : tags.Of(content);
                comment.EditedAt = transaction.StartedAt;
                comment.Revision++;
                if (comment.ModerationStatus == ModerationStatus.Approved)
                {
                    comment.ModerationStatus = ModerationStatus.Pending;
                    await places.UpdateAsync(comment, ended);
                }

                await texts.WriteAsync(transaction, comment, words, ended);
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

    /// <summary>Asks for another look at a comment that was not published: once. It comes back into the queue. Audited.</summary>
    /// <param name="token">The secret part of the link.</param>
    /// <param name="text">Why, 1 to <see cref="LongestAppeal"/> code points. Personal.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>The comment's id; or <see cref="CommentNotFound"/>, <see cref="AppealTextWrong"/>, <see cref="CannotAppeal"/>.</returns>
    public Task<Result<Guid>> AppealAsync(string token, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        return unitOfWork.RunPatientlyAsync<Guid>(
            async (transaction, ended) =>
            {
                if (await FindRowAsync(token, data.Set<Comment>(), ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (comment.ModerationStatus is not (ModerationStatus.Rejected or ModerationStatus.Spam)
                    || await data.Set<CommentAppeal>().AnyAsync(appeal => appeal.CommentId == comment.Id, ended))
                {
                    return new CannotAppeal();
                }

                if (string.IsNullOrWhiteSpace(text) || text.EnumerateRunes().Count() > LongestAppeal)
                {
                    return new AppealTextWrong();
                }

                data.Add(new CommentAppeal
                {
                    CommentId = comment.Id,
                    Text = "",
                    SealedText = await texts.SealAsync(transaction, comment, comment.Id, text, ended),
                    CreatedAt = transaction.StartedAt,
                });
                comment.Revision++;
                await places.UpdateAsync(comment, ended);
                transaction.Audit(new AuditAct(AuditActor.CommentAuthor, "comment.appealed", "comment", comment.Id.ToString("D")));
                transaction.Publish(new CommentFlagged(comment.Id, comment.PostId));
                return comment.Id;
            },
            cancellationToken);
    }

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
    DateTimeOffset? EditableUntil)
{
    /// <summary>Why it was not published; null where nobody wrote it down.</summary>
    public RefusalReason? Reason { get; init; }

    /// <summary>What its author said against that; null where they have said nothing.</summary>
    public OwnAppealView? Appeal { get; init; }

    /// <summary>What moderators changed in it, the oldest first. Personal.</summary>
    public IReadOnlyList<CommentEditView> Edits { get; init; } = [];

    /// <summary>Whether an appeal is possible.</summary>
    public bool CanAppeal => Appeal is null && Status is (ModerationStatus.Rejected or ModerationStatus.Spam);
}

/// <summary>An appeal as its author sees it.</summary>
/// <param name="Text">What they said. Personal.</param>
/// <param name="CreatedAt">When, UTC.</param>
/// <param name="IsOpen">Whether nobody has decided on it.</param>
public sealed record OwnAppealView(string Text, DateTimeOffset CreatedAt, bool IsOpen);

/// <summary>What was changed in the text of a comment.</summary>
/// <param name="Before">The text before. Personal.</param>
/// <param name="After">The text after. Personal.</param>
/// <param name="EditedAt">When, UTC.</param>
/// <param name="ByAuthor">Whether its author changed it; else a moderator did.</param>
public sealed record CommentEditView(string Before, string After, DateTimeOffset EditedAt, bool ByAuthor);
