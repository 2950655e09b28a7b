using System.Runtime.CompilerServices;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// Decisions on comments. Each commits its state, audit entry and event together; the page follows at once, mails and what else goes
/// outside after <see cref="UndoPeriod"/>.
/// </summary>
public sealed class ModerationService
{
    /// <summary>How long a decision can be taken back without anybody having heard of it.</summary>
    public static readonly TimeSpan UndoPeriod = TimeSpan.FromSeconds(60);

    /// <summary>How many comments are decided on together at most.</summary>
    public const int LargestBulk = 200;

    private const int ListedTogether = 200;

    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly AccessLog accesses;
    private readonly QueuePlaces places;
    private readonly SealedTexts texts;

    internal ModerationService(DataContext data, UnitOfWork unitOfWork, AccessLog accesses, QueuePlaces places, SealedTexts texts)
    {
        this.texts = texts;
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.accesses = accesses;
        this.places = places;
    }

    /// <summary>Lets everybody see a comment.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>See <see cref="DecideAsync"/>.</returns>
    public Task<Result<Decision>> ApproveAsync(Guid commentId, ModeratorIdentity moderator, CancellationToken cancellationToken) =>
        DecideAsync(commentId, new NewDecision(ModerationStatus.Approved), moderator, cancellationToken);

    /// <summary>Keeps a comment from being seen, also one that was approved; its author is told why.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="reason">Why; null where nobody wrote it down.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>See <see cref="DecideAsync"/>.</returns>
    public Task<Result<Decision>> RejectAsync(
        Guid commentId, RefusalReason? reason, ModeratorIdentity moderator, CancellationToken cancellationToken) =>
        DecideAsync(commentId, new NewDecision(ModerationStatus.Rejected, reason), moderator, cancellationToken);

    /// <summary>
    /// Decides on a comment. A comment that has that status already is decided on again only where a report or an appeal asks for it.
    /// </summary>
    /// <param name="commentId">Which.</param>
    /// <param name="decision">What, and of which revision.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The status it has now; or <see cref="CommentNotFound"/>, <see cref="CommentChangedMeanwhile"/> where another moderator or its author
    /// came first, <see cref="TextUnreadable"/> where it would be published unread.
    /// </returns>
    public Task<Result<Decision>> DecideAsync(
        Guid commentId, NewDecision decision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(moderator);
        ArgumentOutOfRangeException.ThrowIfEqual((int)decision.Status, (int)ModerationStatus.Pending);
        return unitOfWork.RunPatientlyAsync<Decision>(
            async (transaction, ended) =>
            {
                if (await data.Set<Comment>().SingleOrDefaultAsync(known => known.Id == commentId, ended) is not { } comment)
                {
                    return new CommentNotFound();
                }

                if (decision.Revision is { } seen && seen != comment.Revision)
                {
                    return new CommentChangedMeanwhile(DecisionRecord.Word(comment.ModerationStatus));
                }

                await texts.OpenAsync(comment, ended);
                if (decision.Status is ModerationStatus.Approved && comment.IsUnreadable)
                {
                    return new TextUnreadable();
                }

                var isNews = comment.ModerationStatus != decision.Status;
                return isNews || await places.IsContestedAsync(comment, ended)
                    ? await MakeAsync(transaction, comment, decision, moderator, ended)
                    : new Decision(commentId, comment.ModerationStatus, Changed: false) { Revision = comment.Revision };
            },
            cancellationToken);
    }

    /// <summary>Decides on many comments, each for itself: what is refused or gone keeps none of the others.</summary>
    /// <param name="items">Which, at most <see cref="LargestBulk"/>; one that is named twice is decided on once.</param>
    /// <param name="decision">What; its revision does not count, those of the items do.</param>
    /// <param name="moderator">Who decides.</param>
    /// <param name="cancellationToken">Ends the work between two comments.</param>
    /// <returns>A result for each, in the order of the items; or <see cref="BulkSizeWrong"/>.</returns>
    public async Task<Result<IReadOnlyList<BulkResult>>> DecideAllAsync(
        IReadOnlyList<BulkItem> items, NewDecision decision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(decision);
        if (items.Count is 0 or > LargestBulk)
        {
            return new BulkSizeWrong();
        }

        var results = new List<BulkResult>(items.Count);
        foreach (var item in items.DistinctBy(item => item.CommentId))
        {
            var one = await DecideAsync(item.CommentId, decision with { Revision = item.Revision }, moderator, cancellationToken);
            results.Add(new BulkResult(item.CommentId, one.Value, one.Error));
        }

        return results;
    }

    /// <summary>Takes the last decision on a comment back, within <see cref="UndoPeriod"/>: it is again what it was before.</summary>
    /// <param name="commentId">Which.</param>
    /// <param name="decisionId">The decision that is meant; null for the last, whoever made it.</param>
    /// <param name="revision">The revision that was looked at; null takes it back in any case.</param>
    /// <param name="moderator">Who takes it back.</param>
    /// <param name="cancellationToken">Ends the work before it is durable.</param>
    /// <returns>
    /// The status it has again; or <see cref="CommentNotFound"/>, <see cref="NothingToUndo"/>, <see cref="UndoPeriodOver"/>,
    /// <see cref="CommentChangedMeanwhile"/> where somebody decided or changed it since.
    /// </returns>
    public Task<Result<Decision>> UndoAsync(
        Guid commentId, Guid? decisionId, int? revision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        return unitOfWork.RunPatientlyAsync<Decision>(
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

                var standing = await data.Set<ModerationDecision>()
                    .Where(known => known.CommentId == commentId && known.UndoneAt == null)
                    .OrderBy(known => known.Revision)
                    .ToListAsync(ended);
                if (standing is not [.., var last])
                {
                    return new NothingToUndo();
                }

                if ((decisionId is not null && last.Id != decisionId) || comment.ModerationStatus != last.To)
                {
                    return new CommentChangedMeanwhile(DecisionRecord.Word(comment.ModerationStatus));
                }

                // What nobody has looked at must not be published by taking a refusal back.
                if (last.From is ModerationStatus.Approved && comment.EditedAt > last.DecidedAt)
                {
                    return new CommentChangedMeanwhile(DecisionRecord.Word(comment.ModerationStatus));
                }

                if (transaction.StartedAt >= last.DecidedAt + UndoPeriod)
                {
                    return new UndoPeriodOver();
                }

                await texts.OpenAsync(comment, ended);
                DecisionRecord.Undo(transaction, comment, last, standing is [.., var before, _] ? before : null, moderator);
                await places.ReopenAsync(last, ended);
                await places.UpdateAsync(comment, ended);
                return new Decision(commentId, comment.ModerationStatus, Changed: true) { Revision = comment.Revision };
            },
            cancellationToken);
    }

    /// <summary>Comments of a status, oldest first; erased ones are not among them. That they were looked at is audited first.</summary>
    /// <param name="status">Which; null for all.</param>
    /// <param name="moderator">Who looks.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>A few at a time, so that a long list needs no memory.</returns>
    public async IAsyncEnumerable<ModerationItem> ListAsync(
        ModerationStatus? status, ModeratorIdentity moderator, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moderator);
        var which = status is { } chosen ? DecisionRecord.Word(chosen) : "all";
        await accesses.EnterAsync(
            new PersonalDataAccess(moderator.Actor, moderator.Subject?.Value.ToString("D"), "moderation_queue", which), cancellationToken);
        var rows = data.Set<Comment>().AsNoTracking()
            .Where(comment => status == null || comment.ModerationStatus == status)
            .OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id)
            .AsAsyncEnumerable()
            .Chunk(ListedTogether);
        await foreach (var some in rows.WithCancellation(cancellationToken))
        {
            await texts.OpenAsync(some, cancellationToken);
            foreach (var row in some)
            {
                yield return new ModerationItem(
                    row.Id, row.PostId, row.ModerationStatus, row.AuthorName, row.Content, row.CreatedAt, row.Flags);
            }
        }
    }

    private async Task<Decision> MakeAsync(
        Transaction transaction, Comment comment, NewDecision decision, ModeratorIdentity moderator, CancellationToken cancellationToken)
    {
        var reason = decision.Status switch
        {
            ModerationStatus.Approved => (RefusalReason?)null,
            ModerationStatus.Spam => RefusalReason.Spam,
            _ => decision.Reason,
        };
        var made = DecisionRecord.Decide(transaction, comment, new DecisionAct(decision.Status, reason, moderator));
        await places.SettleAsync(made, cancellationToken);
        await places.UpdateAsync(comment, cancellationToken);
        return new Decision(comment.Id, comment.ModerationStatus, Changed: true)
        {
            Id = made.Id,
            UndoableUntil = made.DecidedAt + UndoPeriod,
            Revision = comment.Revision,
        };
    }
}
