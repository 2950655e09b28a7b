using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Comments.Rendering;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>Reads what belongs to comments that a moderator sees, for a whole page by one query each.</summary>
internal sealed class QueueParts(
    DataContext data,
    SubjectDirectory subjects,
    Reputations reputations,
    CommentRenderer renderer,
    SealedTexts texts,
    KeyRing keys)
{
    public async Task<IReadOnlyList<QueueItem>> ItemsAsync(IReadOnlyList<Comment> comments, CancellationToken cancellationToken)
    {
        await texts.OpenAsync(comments, cancellationToken);
        Guid[] ids = [.. comments.Where(IsContested).Select(comment => comment.Id)];
        Guid[] people = [.. comments.Select(comment => comment.SubjectId).OfType<Guid>().Distinct()];
        var handles = await subjects.HandlesAsync(people, cancellationToken);
        var standings = await reputations.FindAsync(people, cancellationToken);
        var reports = ids.Length == 0 ? [] : await data.Set<CommentReport>().AsNoTracking()
            .Where(report => ids.Contains(report.CommentId) && report.SettledBy == null)
            .OrderBy(report => report.CreatedAt)
            .ToListAsync(cancellationToken);
        var appeals = ids.Length == 0 ? [] : await data.Set<CommentAppeal>().AsNoTracking()
            .Where(appeal => ids.Contains(appeal.CommentId) && appeal.SettledBy == null)
            .ToListAsync(cancellationToken);
        var authors = await texts.FindKeysAsync([.. comments.Where(IsContested)], cancellationToken);
        return
        [
            .. comments.Select(comment => Item(
                comment,
                handles.GetValueOrDefault(comment.SubjectId ?? Guid.Empty, ""),
                standings.GetValueOrDefault(comment.SubjectId ?? Guid.Empty, new Reputation(0, 0)),
                [.. reports.Where(report => report.CommentId == comment.Id).Select(ViewOf)],
                appeals.Find(appeal => appeal.CommentId == comment.Id) is { } appeal ? ViewOf(appeal, KeyOf(comment, authors)) : null)),
        ];
    }

    public async Task<CommentFile> FileAsync(Comment comment, CancellationToken cancellationToken)
    {
        var id = comment.Id;
        var reports = await data.Set<CommentReport>().AsNoTracking()
            .Where(report => report.CommentId == id).OrderBy(report => report.CreatedAt).ToListAsync(cancellationToken);
        var appeal = await data.Set<CommentAppeal>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.CommentId == id, cancellationToken);
        var author = KeyOf(comment, await texts.FindKeysAsync([comment], cancellationToken));
        var hasEmail = comment.SubjectId is { } subject && await subjects.TagAsync(new SubjectId(subject), cancellationToken) is not null;
        return new CommentFile(
            (await ItemsAsync([comment], cancellationToken))[0],
            Verdicts.Read(comment.Verdicts),
            await DecisionsAsync(id, cancellationToken),
            reports.ConvertAll(ViewOf),
            appeal is null ? null : ViewOf(appeal, author),
            await EditsAsync(id, author, cancellationToken),
            hasEmail,
            comment.NetworkTag is { } tag && keys.Find(KeyPurpose.NetworkTag, SenderBlocks.DayOf(tag)) is not null);
    }

    private QueueItem Item(
        Comment comment, string handle, Reputation reputation, IReadOnlyList<ReportView> reports, AppealView? appeal) => new()
        {
            Id = comment.Id,
            PostId = comment.PostId,
            ParentId = comment.ParentId,
            Status = comment.ModerationStatus,
            Reason = comment.RefusalReason,
            WaitsFor = comment.QueueRank switch
            {
                null => null,
                QueueRanks.Reported => WaitingFor.Report,
                QueueRanks.Appealed => WaitingFor.Appeal,
                _ => WaitingFor.Decision,
            },
            Handle = handle,
            AuthorName = comment.AuthorName,
            Reputation = reputation,
            Content = comment.Content,
            Html = renderer.Render(comment.Content),
            CreatedAt = comment.CreatedAt,
            EditedAt = comment.EditedAt,
            Flags = comment.Flags.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Revision = comment.Revision,
            IsLocked = comment.IsLocked,
            IsPinned = comment.IsPinned,
            IsVerified = comment.IsVerified,
            Reports = reports,
            Appeal = appeal,
        };

    private async Task<IReadOnlyList<DecisionView>> DecisionsAsync(Guid commentId, CancellationToken cancellationToken) =>
        await data.Set<ModerationDecision>().AsNoTracking()
            .Where(decision => decision.CommentId == commentId)
            .OrderBy(decision => decision.Revision)
            .Select(decision => new DecisionView(
                decision.Id,
                decision.To,
                decision.Reason,
                decision.Actor,
                decision.DecidedBy,
                decision.Rule,
                decision.DecidedAt,
                decision.UndoneAt))
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<CommentEditView>> EditsAsync(Guid commentId, Key? author, CancellationToken cancellationToken)
    {
        var edits = await data.Set<CommentEdit>().AsNoTracking()
            .Where(edit => edit.CommentId == commentId)
            .OrderBy(edit => edit.EditedAt)
            .ToListAsync(cancellationToken);
        return edits.ConvertAll(edit => edit.ViewUnder(author));
    }

    private static bool IsContested(Comment comment) =>
        comment.QueueRank is QueueRanks.Reported or QueueRanks.Appealed;

    private static ReportView ViewOf(CommentReport report) =>
        new(report.Reason, report.Text, report.CreatedAt, report.SettledBy is null);

    private static AppealView ViewOf(CommentAppeal appeal, Key? author) =>
        new(appeal.TextUnder(author), appeal.CreatedAt, appeal.SettledBy is null);

    private static Key? KeyOf(Comment comment, IReadOnlyDictionary<Guid, Key> authors) =>
        authors.GetValueOrDefault(comment.SubjectId ?? Guid.Empty);
}
