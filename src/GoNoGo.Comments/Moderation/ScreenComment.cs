using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments.Moderation;

/// <summary>
/// Has the rules look at a comment once it was sent, and again when its text was changed: their verdicts order the queue and are entered
/// in the audit trail, clean ones too. A person decides, unless the operator lets trusted, signed-in commenters publish.
/// </summary>
internal sealed class ScreenComment(
    DataContext data,
    CommentScreening screening,
    IModerationPolicies policies,
    Reputations reputations,
    QueuePlaces places,
    SealedTexts texts)
    : IEventHandler<CommentCreated>, IEventHandler<CommentEdited>
{
    /// <summary>Named as who decided where no person did.</summary>
    public const string TrustedAuthor = "trusted_author";

    public Task HandleAsync(CommentCreated @event, Transaction transaction, CancellationToken cancellationToken) =>
        ScreenAsync(@event.CommentId, transaction, cancellationToken);

    public Task HandleAsync(CommentEdited @event, Transaction transaction, CancellationToken cancellationToken) =>
        ScreenAsync(@event.CommentId, transaction, cancellationToken);

    private async Task ScreenAsync(Guid commentId, Transaction transaction, CancellationToken cancellationToken)
    {
        var policy = policies.Current ?? throw new InvalidOperationException("The rules are not known; the subscription waits for them.");
        if (await data.Set<Comment>().SingleOrDefaultAsync(known => known.Id == commentId, cancellationToken) is not { } comment)
        {
            return;
        }

        await texts.OpenAsync(comment, cancellationToken);
        if (comment.IsUnreadable)
        {
            return;
        }

        var verdicts = await screening.JudgeAsync(comment, policy, cancellationToken);
        var flagged = verdicts.Where(verdict => verdict.Finding is Finding.Flagged).Select(verdict => verdict.Rule).ToList();
        var signals = comment.Flags.Split(',').Intersect(CommentScreening.FormSignals, StringComparer.Ordinal);
        comment.Verdicts = Verdicts.Write(verdicts);
        comment.Flags = string.Join(',', signals.Concat(flagged).Distinct(StringComparer.Ordinal));
        await places.UpdateAsync(comment, cancellationToken);
        Enter(transaction, comment, verdicts);
        if (flagged.Count > 0)
        {
            transaction.Publish(new CommentFlagged(comment.Id, comment.PostId));
        }
        else if (policy.PublishTrusted && comment.ModerationStatus is ModerationStatus.Pending)
        {
            await PublishTrustedAsync(transaction, comment, policy, cancellationToken);
        }
    }

    private async Task PublishTrustedAsync(
        Transaction transaction, Comment comment, ModerationPolicy policy, CancellationToken cancellationToken)
    {
        // An address that was typed proves nothing: only who was signed in is who they say they are.
        if (comment is not { IsVerified: true, SubjectId: { } subject }
            || !(await reputations.FindAsync(new SubjectId(subject), cancellationToken)).IsTrusted(policy.TrustedAfter))
        {
            return;
        }

        DecisionRecord.Decide(
            transaction,
            comment,
            new DecisionAct(ModerationStatus.Approved, Reason: null, new ModeratorIdentity(AuditActor.System, null), TrustedAuthor));
        await places.UpdateAsync(comment, cancellationToken);
    }

    private static void Enter(Transaction transaction, Comment comment, IReadOnlyList<Verdict> verdicts)
    {
        var details = verdicts.ToDictionary(
            verdict => $"rule.{verdict.Rule}", verdict => $"{verdict.Version} {Verdicts.Word(verdict.Finding)}", StringComparer.Ordinal);
        details["result"] = verdicts.Any(verdict => verdict.Finding is Finding.Flagged) ? "flagged" : "clean";
        if (comment.SubjectId is { } subject)
        {
            details["author_tag"] = subject.ToString("D");
        }

        transaction.Audit(new AuditAct(AuditActor.System, "comment.screened", "comment", comment.Id.ToString("D"), details));
    }
}
