using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>
/// A comment was decided on: its author hears of it, who it answers and the post's author hear of a new one. All of it a minute later,
/// when the decision can no longer be undone without anybody having heard of it.
/// </summary>
internal sealed class CommentDecidedMails(
    MailedComments comments, ConsentLedger consents, IStaffMailboxes staff, SnapshotStore snapshots, MailQueue queue, TimeProvider clock)
    : IEventHandler<CommentApproved>, IEventHandler<CommentRejected>, IEventHandler<CommentDecisionUndone>
{
    private static readonly TimeSpan UndoPeriod = ModerationService.UndoPeriod;
    private static readonly string[] Decisions = [MailKinds.CommentApproved, MailKinds.CommentRejected];
    private static readonly string[] Consequences = [.. Decisions, MailKinds.Reply, MailKinds.NewComment];

    public async Task HandleAsync(CommentApproved @event, Transaction transaction, CancellationToken cancellationToken)
    {
        if (await comments.FindAsync(@event.CommentId, cancellationToken) is not { } comment)
        {
            return;
        }

        await TellAuthorOfCommentAsync(transaction, comment, MailKinds.CommentApproved, cancellationToken);
        if (comment.ParentId is { } parentId
            && await comments.FindAsync(parentId, cancellationToken) is { } parent
            && parent.Subject != comment.Subject
            && await consents.HoldsAsync(parent.Id, ConsentPurposes.NotifyByEmail, cancellationToken))
        {
            await queue.AddOnceAsync(
                transaction, MailKinds.Reply, parent.Subject.Value, comment.Id.ToString("D"), UndoPeriod, cancellationToken);
        }

        await TellAuthorOfPostAsync(transaction, comment, cancellationToken);
    }

    public async Task HandleAsync(CommentRejected @event, Transaction transaction, CancellationToken cancellationToken)
    {
        // Spam is refused without a mail, which would only tell its sender that the address is read; its page says it all the same.
        if (await comments.FindAsync(@event.CommentId, cancellationToken) is { } comment)
        {
            await TellAuthorOfCommentAsync(transaction, comment, MailKinds.CommentRejected, cancellationToken);
        }
    }

    public Task HandleAsync(CommentDecisionUndone @event, Transaction transaction, CancellationToken cancellationToken) =>
        queue.SupersedeAsync(transaction, @event.CommentId.ToString("D"), Consequences, cancellationToken);

    /// <summary>Of the last decision only: one that still waits for its minute is no longer true.</summary>
    private async Task TellAuthorOfCommentAsync(
        Transaction transaction, MailedComment comment, string kind, CancellationToken cancellationToken)
    {
        await queue.SupersedeAsync(transaction, comment.Id.ToString("D"), Decisions, cancellationToken);
        if (comment.Status is not ModerationStatus.Spam
            && await consents.HoldsAsync(comment.Id, ConsentPurposes.NotifyByEmail, cancellationToken))
        {
            MailQueue.Add(transaction, kind, comment.Subject.Value, comment.Id.ToString("D"), UndoPeriod);
        }
    }

    private async Task TellAuthorOfPostAsync(Transaction transaction, MailedComment comment, CancellationToken cancellationToken)
    {
        if (snapshots.Current is not { } snapshot || snapshot.FindPost(comment.PostId, clock.GetUtcNow()) is not { } post)
        {
            return;
        }

        foreach (var author in PostAuthors.Of(post, snapshot.Site.Author))
        {
            foreach (var mailbox in await staff.WantingAsync(StaffMail.NewComment, author, cancellationToken))
            {
                await queue.AddOnceAsync(
                    transaction, MailKinds.NewComment, mailbox.Id, comment.Id.ToString("D"), UndoPeriod, cancellationToken);
            }
        }
    }
}
