using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;

namespace GoNoGo.Comments.Moderation;

/// <summary>What is decided about a comment, and by whom.</summary>
internal sealed record DecisionAct(ModerationStatus Status, RefusalReason? Reason, ModeratorIdentity Moderator, string? Rule = null);

/// <summary>
/// Makes a decision part of the running unit: the comment's state, the decision, the audit entry and the event. The words of a comment that
/// is approved become public with it; the caller has had them opened.
/// </summary>
internal static class DecisionRecord
{
    public static ModerationDecision Decide(Transaction transaction, Comment comment, DecisionAct act)
    {
        var (moderator, from) = (act.Moderator, comment.ModerationStatus);
        var decision = new ModerationDecision
        {
            Id = Guid.CreateVersion7(transaction.StartedAt),
            CommentId = comment.Id,
            From = from,
            FromReason = comment.RefusalReason,
            To = act.Status,
            Reason = act.Reason,
            Actor = moderator.Actor,
            DecidedBy = moderator.Subject?.Value,
            Rule = act.Rule,
            DecidedAt = transaction.StartedAt,
            Revision = comment.Revision + 1,
        };
        transaction.Data.Add(decision);
        Set(comment, act.Status, act.Reason);
        comment.ApprovedBy = act.Status is ModerationStatus.Approved ? decision.DecidedBy : null;
        comment.ApprovedAt = act.Status is ModerationStatus.Approved ? decision.DecidedAt : null;
        Enter(transaction, decision);
        Publish(transaction, comment, from);
        return decision;
    }

    /// <summary>Puts the comment back to what it was. Mails that wait for the end of the undo period are ended by the event.</summary>
    public static void Undo(
        Transaction transaction, Comment comment, ModerationDecision decision, ModerationDecision? before, ModeratorIdentity moderator)
    {
        decision.UndoneAt = transaction.StartedAt;
        Set(comment, decision.From, decision.FromReason);
        var isApproved = decision.From is ModerationStatus.Approved;
        comment.ApprovedBy = isApproved ? before?.DecidedBy : null;
        comment.ApprovedAt = isApproved ? before?.DecidedAt : null;
        transaction.Audit(new AuditAct(
            moderator.Actor, "comment.decision_undone", "comment", Text(comment.Id), moderator.Details(("status", Word(decision.To)))));
        transaction.Publish(new CommentDecisionUndone(comment.Id, comment.PostId));
    }

    public static string Word(ModerationStatus status) => status.ToString().ToLowerInvariant();

    private static void Set(Comment comment, ModerationStatus status, RefusalReason? reason)
    {
        if (status is ModerationStatus.Approved && comment.SealedWords is not null)
        {
            comment.Say(new CommentWords(comment.AuthorName, comment.Content), sealedWords: null);
        }

        comment.ModerationStatus = status;
        comment.RefusalReason = reason;
        comment.Revision++;
    }

    private static void Enter(Transaction transaction, ModerationDecision decision)
    {
        var action = decision.To switch
        {
            ModerationStatus.Approved => "comment.approved",
            ModerationStatus.Rejected => "comment.rejected",
            _ => "comment.marked_spam",
        };
        transaction.Audit(new AuditAct(
            decision.Actor,
            action,
            "comment",
            Text(decision.CommentId),
            new ModeratorIdentity(decision.Actor, decision.DecidedBy is { } id ? new(id) : null).Details(
                ("from", Word(decision.From)),
                ("reason", decision.Reason is { } reason ? ReasonWords.Code(reason) : null),
                ("rule", decision.Rule))));
    }

    /// <summary>A comment that is kept although it was reported is no news to anybody; a refusal that is upheld is to its author.</summary>
    private static void Publish(Transaction transaction, Comment comment, ModerationStatus from)
    {
        if (comment.ModerationStatus is not ModerationStatus.Approved)
        {
            transaction.Publish(new CommentRejected(comment.Id, comment.PostId));
        }
        else if (from is not ModerationStatus.Approved)
        {
            transaction.Publish(new CommentApproved(comment.Id, comment.PostId));
        }
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
