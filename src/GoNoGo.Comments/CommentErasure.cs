using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Comments;

/// <summary>
/// Erases a comment: text, name and tags, and with a person's last comment their address, choices, sessions and subject (GDPR art. 17).
/// One path for authors and for the retention sweep.
/// </summary>
internal sealed class CommentErasure(
    DataContext data,
    SubjectDirectory subjects,
    MailboxVault mailboxes,
    CommenterAccount commenters,
    ConsentLedger consents,
    LegalHolds holds)
{
    public async Task EraseAsync(Transaction transaction, Comment comment, AuditActor actor, CancellationToken cancellationToken)
    {
        if (actor is not AuditActor.System)
        {
            var form = actor is AuditActor.CommentAuthor ? "capability_link" : "erasure";
            await consents.WithdrawAllAsync(transaction, comment.Id, form, cancellationToken);
        }

        await consents.EndProofAsync(transaction, comment.Id, cancellationToken);

        if (comment.SubjectId is { } subject && !await HasOtherCommentsAsync(subject, comment.Id, cancellationToken))
        {
            await mailboxes.RemoveAsync(new SubjectId(subject), cancellationToken);
            await commenters.ForgetAsync(new SubjectId(subject), cancellationToken);
            await subjects.RemoveAsync(transaction, new SubjectId(subject), cancellationToken);
        }

        await RemoveModerationAsync(comment.Id, cancellationToken);
        comment.Say(new CommentWords(null, ""), sealedWords: null);
        comment.SubjectId = null;
        comment.NetworkTag = null;
        comment.ContentTag = null;
        comment.Verdicts = "";
        comment.QueueRank = null;
        comment.IsPinned = false;
        comment.NetworkTagUntil = null;
        comment.CreatedAt = MonthOf(comment.CreatedAt);
        comment.EditedAt = null;
        comment.GdprConsentTimestamp = comment.CreatedAt;
        comment.IsDeleted = true;
        comment.Revision++;
        transaction.Audit(new AuditAct(actor, "comment.erased", "comment", comment.Id.ToString("D")));
        transaction.Publish(new CommentErased(comment.Id, comment.PostId));
    }

    /// <summary>Erases comments whose time is over and that no legal claim needs; answers how many they were.</summary>
    public async Task<int> EraseDueAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        var held = holds.HeldAt(transaction.StartedAt);
        var due = await data.Set<Comment>()
            .Where(comment => comment.RetentionUntil <= transaction.StartedAt && !comment.IsRestricted && !held.Contains(comment.Id))
            .OrderBy(comment => comment.RetentionUntil)
            .Take(limit)
            .ToListAsync(cancellationToken);
        foreach (var comment in due)
        {
            await EraseAsync(transaction, comment, AuditActor.System, cancellationToken);

            // The next one may be the last comment of the same person: what is gone must be seen to be gone.
            await data.SaveChangesAsync(cancellationToken);
        }

        return due.Count;
    }

    /// <summary>What was decided, appealed, reported and changed lives no longer than the comment.</summary>
    private async Task RemoveModerationAsync(Guid commentId, CancellationToken cancellationToken)
    {
        data.RemoveRange(await data.Set<ModerationDecision>().Where(row => row.CommentId == commentId).ToListAsync(cancellationToken));
        data.RemoveRange(await data.Set<CommentAppeal>().Where(row => row.CommentId == commentId).ToListAsync(cancellationToken));
        data.RemoveRange(await data.Set<CommentReport>().Where(row => row.CommentId == commentId).ToListAsync(cancellationToken));
        data.RemoveRange(await data.Set<CommentEdit>().Where(row => row.CommentId == commentId).ToListAsync(cancellationToken));
    }

    /// <summary>Of when a comment was sent its tombstone tells the month.</summary>
    private static DateTimeOffset MonthOf(DateTimeOffset moment) => new(moment.Year, moment.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private Task<bool> HasOtherCommentsAsync(Guid subject, Guid except, CancellationToken cancellationToken) =>
        data.Set<Comment>().AnyAsync(comment => comment.SubjectId == subject && comment.Id != except, cancellationToken);
}
