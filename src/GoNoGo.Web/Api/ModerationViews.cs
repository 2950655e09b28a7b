using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;

namespace GoNoGo.Web.Api;

/// <summary>A comment at the MODERATOR level: status, reasons and flags, never an address.</summary>
internal sealed record ModeratedCommentView(
    Guid Id,
    string Post,
    Guid? ParentId,
    string Status,
    string? Reason,
    string? WaitsFor,
    ModeratedAuthorView Author,
    string Content,
    string Html,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    IReadOnlyList<string> Flags,
    int Revision,
    bool Locked,
    bool Pinned,
    IReadOnlyList<ReportItemView> Reports,
    AppealItemView? Appeal)
{
    public static ModeratedCommentView From(QueueItem item) => new(
        item.Id,
        item.PostId,
        item.ParentId,
        item.Status.Word(),
        item.Reason?.Code(),
        item.WaitsFor?.ToString().ToLowerInvariant(),
        new ModeratedAuthorView(item.Handle, item.AuthorName, item.Reputation.Score, item.IsVerified),
        item.Content,
        item.Html,
        item.CreatedAt,
        item.EditedAt,
        item.Flags,
        item.Revision,
        item.IsLocked,
        item.IsPinned,
        [.. item.Reports.Select(ReportItemView.From)],
        item.Appeal is { } appeal ? AppealItemView.From(appeal) : null);
}

internal sealed record ModeratedAuthorView(string Handle, string? DisplayName, int ReputationScore, bool Verified);

internal sealed record ReportItemView(string Reason, string Text, DateTimeOffset CreatedAt, bool Open)
{
    public static ReportItemView From(ReportView report) => new(report.Reason.Code(), report.Text, report.CreatedAt, report.IsOpen);
}

internal sealed record AppealItemView(string Text, DateTimeOffset CreatedAt, bool Open)
{
    public static AppealItemView From(AppealView appeal) => new(appeal.Text, appeal.CreatedAt, appeal.IsOpen);
}

/// <summary>A comment with all that belongs to it.</summary>
internal sealed record CommentFileView(
    ModeratedCommentView Comment,
    IReadOnlyList<VerdictView> Verdicts,
    IReadOnlyList<PastDecisionView> Decisions,
    IReadOnlyList<ReportItemView> Reports,
    AppealItemView? Appeal,
    IReadOnlyList<CommentEditView> Edits)
{
    public static CommentFileView From(CommentFile file) => new(
        ModeratedCommentView.From(file.Item),
        [.. file.Verdicts.Select(verdict => new VerdictView(verdict.Rule, verdict.Version, verdict.Finding.ToString().ToLowerInvariant()))],
        [.. file.Decisions.Select(PastDecisionView.From)],
        [.. file.Reports.Select(ReportItemView.From)],
        file.Appeal is { } appeal ? AppealItemView.From(appeal) : null,
        file.Edits);
}

internal sealed record VerdictView(string Rule, string Version, string Result);

internal sealed record PastDecisionView(
    Guid Id, string Status, string? Reason, string Actor, Guid? DecidedBy, string? Rule, DateTimeOffset DecidedAt, DateTimeOffset? UndoneAt)
{
    public static PastDecisionView From(DecisionView decision) => new(
        decision.Id,
        decision.To.Word(),
        decision.Reason?.Code(),
        decision.Actor.ToString().ToLowerInvariant(),
        decision.DecidedBy,
        decision.Rule,
        decision.DecidedAt,
        decision.UndoneAt);
}

/// <summary>A comment that was changed.</summary>
internal sealed record CommentRevisionView(Guid Id, int Revision);

/// <summary>What came of a decision.</summary>
internal sealed record DecidedView(Guid Id, string Status, bool Changed, Guid? DecisionId, DateTimeOffset? UndoableUntil, int Revision)
{
    public static DecidedView From(Decision decision) => new(
        decision.CommentId, decision.Status.Word(), decision.Changed, decision.Id, decision.UndoableUntil, decision.Revision);
}

/// <summary>What came of one comment of many: the decision, or the problem's code and sentence.</summary>
internal sealed record BulkItemView(Guid Id, DecidedView? Decision, BulkProblemView? Problem)
{
    public static BulkItemView From(BulkResult result) => new(
        result.CommentId,
        result.Decision is { } decision ? DecidedView.From(decision) : null,
        result.Refusal is { } refusal ? new BulkProblemView(refusal.Code, refusal.Message) : null);
}

internal sealed record BulkProblemView(string Code, string Detail);

internal sealed record BlockItemView(Guid Id, string Kind, string Reason, DateTimeOffset CreatedAt, DateTimeOffset Until)
{
    public static BlockItemView From(BlockView block) =>
        new(block.Id, block.Kind.ToString().ToLowerInvariant(), block.Reason.Code(), block.CreatedAt, block.Until);
}

/// <summary>Words of the wire.</summary>
internal static class ModerationWords
{
    public static string Word(this ModerationStatus status) => status.ToString().ToLowerInvariant();

    public static string Code(this RefusalReason reason) => ReasonWords.Code(reason);
}
