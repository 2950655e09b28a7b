using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email;

/// <summary>What an operator sees of mails and may do about those that did not leave.</summary>
public sealed class MailDesk
{
    private readonly DataContext data;
    private readonly UnitOfWork unitOfWork;
    private readonly EventDesk events;
    private readonly MailRecipients recipients;

    internal MailDesk(DataContext data, UnitOfWork unitOfWork, EventDesk events, MailRecipients recipients)
    {
        this.recipients = recipients;
        this.data = data;
        this.unitOfWork = unitOfWork;
        this.events = events;
    }

    /// <summary>Mails, the oldest first.</summary>
    /// <param name="status">Only those of this status; null for those that wait or failed.</param>
    /// <returns>Read as they are asked for.</returns>
    public IAsyncEnumerable<MailView> ListAsync(MailStatus? status) => data.Set<Mail>().AsNoTracking()
        .Where(mail => status == null
            ? mail.Status == MailStatus.Queued || mail.Status == MailStatus.Failed
            : mail.Status == status)
        .OrderBy(mail => mail.QueuedAt).ThenBy(mail => mail.Id)
        .Select(mail => new MailView(
            mail.Id,
            mail.Kind,
            mail.ResourceId,
            mail.Status,
            mail.Reason,
            mail.Attempts,
            mail.Unanswered > 0,
            mail.QueuedAt,
            mail.DueAt,
            mail.EndedAt))
        .AsAsyncEnumerable();

    /// <summary>
    /// Has a mail tried now, counted from the first attempt on, and the address written to again if it had been refused. Consent and
    /// choice are read anew, as always. Entered in the audit trail.
    /// </summary>
    /// <param name="mailId">Which.</param>
    /// <param name="cancellationToken">Ends the work before it commits.</param>
    /// <returns>
    /// The mail's id; <see cref="MailNotFound"/>, or <see cref="MailNotRetried"/> where it was delivered or is not to be sent.
    /// </returns>
    public async Task<Result<MailRetried>> RetryAsync(Guid mailId, CancellationToken cancellationToken)
    {
        var letters = await events.ListAsync(DeliveryState.Dead)
            .Where(letter => letter.Handler == MailWorker.Name && letter.Aggregate == mailId.ToString("D"))
            .Select(letter => letter.EventId)
            .ToListAsync(cancellationToken);
        var retried = await unitOfWork.RunAsync<MailRetried>(
            async (transaction, ended) =>
            {
                var mail = await data.Set<Mail>().SingleOrDefaultAsync(row => row.Id == mailId, ended);
                if (mail is null)
                {
                    return new MailNotFound(mailId);
                }

                if (mail is not ({ Status: MailStatus.Failed or MailStatus.Queued }
                    or { Status: MailStatus.Skipped, Reason: MailRecipients.Suppressed }))
                {
                    return new MailNotRetried(mailId);
                }

                await QueueAgainAsync(transaction, mail, ended);
                return new MailRetried(mailId);
            },
            cancellationToken);

        // The letter in which it had been given up is answered by the new event.
        foreach (var letter in retried.Error is null ? letters : [])
        {
            await events.DiscardAsync(letter, MailWorker.Name, cancellationToken);
        }

        return retried;
    }

    private async Task QueueAgainAsync(Transaction transaction, Mail mail, CancellationToken cancellationToken)
    {
        if (await recipients.FindWantingAsync(mail, cancellationToken) is Addressing.To { Recipient.Tag.Value: var tag }
            && await data.Set<MailSuppression>().SingleOrDefaultAsync(known => known.EmailTag == tag, cancellationToken) is { } suppression)
        {
            data.Remove(suppression);
        }

        // What had been given up is due from now on; what waits keeps its history.
        if (mail.Status is not MailStatus.Queued)
        {
            (mail.Status, mail.Reason, mail.Attempts) = (MailStatus.Queued, null, 0);
            (mail.EndedAt, mail.RetainUntil, mail.FailingSince) = (null, null, null);
            mail.DueAt = transaction.StartedAt;
            mail.Revision++;
        }

        var id = mail.Id.ToString("D");
        transaction.Audit(new AuditAct(AuditActor.Operator, "mail.retried", "mail", id));
        if (!await events.HastenAsync(transaction, MailWorker.Name, id, cancellationToken))
        {
            transaction.Publish(new MailQueued(mail.Id));
        }
    }
}

/// <summary>A mail is tried again.</summary>
/// <param name="MailId">Which.</param>
public sealed record MailRetried(Guid MailId);

/// <summary>There is no such mail.</summary>
/// <param name="MailId">The id that was asked for.</param>
public sealed record MailNotFound(Guid MailId)
    : NotFound("mail_not_found", $"There is no mail {MailId}; 'gonogo mail list' shows what there is.");

/// <summary>The mail has ended in a way that is not to be repeated.</summary>
/// <param name="MailId">The mail.</param>
public sealed record MailNotRetried(Guid MailId)
    : Conflict("mail_not_retried", $"Mail {MailId} was delivered, or was not to be sent; 'gonogo mail list --status skipped' tells why.");
