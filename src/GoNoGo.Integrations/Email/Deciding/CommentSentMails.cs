using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Deciding;

/// <summary>A comment was sent: its author is asked whether the address is theirs.</summary>
internal sealed class CommentSentMails(DataContext data, MailedComments comments, MailboxVault vault, ConsentLedger consents)
    : IEventHandler<CommentCreated>
{
    public async Task HandleAsync(CommentCreated @event, Transaction transaction, CancellationToken cancellationToken)
    {
        if (await comments.FindAsync(@event.CommentId, cancellationToken) is not { } comment)
        {
            return;
        }

        if (await consents.HoldsAsync(comment.Id, ConsentPurposes.NotifyByEmail, cancellationToken)
            && await vault.FindAsync(comment.Subject, cancellationToken) is { UnconfirmedUntil: { } until }
            && !await WasAskedAsync(comment.Subject.Value, until - MailboxVault.ConfirmationPeriod, cancellationToken))
        {
            MailQueue.Add(transaction, MailKinds.ConfirmAddress, comment.Subject.Value, comment.Id.ToString("D"));
        }
    }

    /// <summary>Who comments ten times before they answer is asked once: the first link still waits in their mails.</summary>
    private Task<bool> WasAskedAsync(Guid subject, DateTimeOffset since, CancellationToken cancellationToken) => data.Set<Mail>().AnyAsync(
        mail => mail.RecipientId == subject && mail.Kind == MailKinds.ConfirmAddress && mail.QueuedAt >= since
            && (mail.Status == MailStatus.Queued || mail.Status == MailStatus.Delivered),
        cancellationToken);
}
