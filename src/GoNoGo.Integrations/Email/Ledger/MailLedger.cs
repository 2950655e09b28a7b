using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>What is written down while a mail is sent, each note in a unit of work of its own.</summary>
internal sealed class MailLedger(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>One at a time in this process, so that several senders do not all count what none of them has noted yet.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The token with which the mail can be left; null for kinds that cannot, and for who gets none any more.</summary>
    public async Task<string?> LeaveTokenAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (!MailKinds.Find(mail.Kind).CanBeLeft)
        {
            return null;
        }

        // Two mails of a kind to one person may both be the first: the second finds what the first has made. Who has left meanwhile gets
        // no token, since nothing would remove it.
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var preferences = scope.ServiceProvider.GetRequiredService<MailPreferences>();
            var recipients = scope.ServiceProvider.GetRequiredService<MailRecipients>();
            var made = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Made>(
                async (transaction, ended) => new Made(await recipients.FindAsync(mail, ended) is Addressing.To
                    ? await preferences.TokenAsync(transaction, mail.RecipientId, mail.Kind, ended)
                    : null),
                cancellationToken);
            if (made.Succeeded(out var leave, out var refusal))
            {
                return leave.Token;
            }

            if (attempt == 3)
            {
                throw new InvalidOperationException(refusal.Code);
            }
        }
    }

    /// <summary>
    /// The last look before the text leaves, and the note that it does. Whoever has withdrawn or been erased until this commits gets
    /// nothing.
    /// </summary>
    /// <returns>Why it does not leave; null if it does.</returns>
    public async Task<OutboundOutcome?> BeginAsync(Guid mailId, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Begun>(
                async (transaction, ended) => new Begun(await BeginAsync(scope.ServiceProvider, transaction, mailId, ended)),
                cancellationToken);
            return result.Succeeded(out var begun, out var refusal)
                ? begun.Refusal
                : new OutboundOutcome.TransientFailure(refusal.GetType().Name);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Notes how an attempt ended. What has left has left: that the server stops is no reason not to write it down.</summary>
    public async Task EndAsync(Guid mailId, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var cancellation = outcome.Outcome is OutboundOutcome.Delivered ? CancellationToken.None : cancellationToken;
        await using var scope = scopes.CreateAsyncScope();
        var recipients = scope.ServiceProvider.GetRequiredService<MailRecipients>();
        var result = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<Begun>(
            async (transaction, ended) =>
            {
                var mail = await transaction.Data.Set<Mail>().SingleAsync(row => row.Id == mailId, ended);
                if (mail.Status is MailStatus.Queued)
                {
                    var tag = await recipients.FindAsync(mail, ended) is Addressing.To to ? to.Recipient.Tag.Value : null;
                    await EndAsync(transaction, mail, outcome, tag, ended);
                }

                return new Begun(null);
            },
            cancellation);
        if (result.Error is { } refusal)
        {
            throw new InvalidOperationException(refusal.Code); // Tried again, and noted as perhaps arrived.
        }
    }

    /// <summary>Notes that the event bus tries a mail no more, in the unit in which it says so.</summary>
    public static async Task GiveUpAsync(Transaction transaction, Guid mailId, string errorType, CancellationToken cancellationToken)
    {
        if (await transaction.Data.Set<Mail>().SingleOrDefaultAsync(row => row.Id == mailId, cancellationToken)
            is { Status: MailStatus.Queued } mail)
        {
            MailEnd.GiveUp(transaction, mail, errorType);
        }
    }

    public void Dispose() => turn.Dispose();

    private static async Task<OutboundOutcome?> BeginAsync(
        IServiceProvider scope, Transaction transaction, Guid mailId, CancellationToken cancellationToken)
    {
        var mail = await transaction.Data.Set<Mail>().SingleAsync(row => row.Id == mailId, cancellationToken);
        if (mail.Status is not MailStatus.Queued)
        {
            return new OutboundOutcome.Skipped("ended_before");
        }

        switch (await scope.GetRequiredService<MailRecipients>().FindAsync(mail, cancellationToken))
        {
            case Addressing.Nobody nobody:
                return new OutboundOutcome.Skipped(nobody.Reason);
            case Addressing.NotYet notYet:
                return new OutboundOutcome.Postponed(notYet.Reason, TimeSpan.Zero);
            case Addressing.To { Recipient: var recipient }:
                if (mail.RecipientId == Guid.Empty)
                {
                    mail.RecipientId = recipient.Id;
                }

                var caps = scope.GetRequiredService<MailCaps>();
                if (await caps.WaitAsync(mail, recipient, transaction.StartedAt, cancellationToken) is { } wait)
                {
                    return new OutboundOutcome.Postponed(MailReasons.CapReached, wait);
                }

                if (mail.Unanswered > 0)
                {
                    MailEnd.Repeat(transaction, mail, recipient.Tag.Value);
                }

                mail.Unanswered++;
                mail.LeftAt = transaction.StartedAt;
                mail.Revision++;
                await DepartAsync(transaction, mail, recipient, cancellationToken);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task EndAsync(
        Transaction transaction, Mail mail, SendOutcome outcome, string? tag, CancellationToken cancellationToken)
    {
        if (outcome.IsAnswered)
        {
            // An answer settles what became of this copy; silence after it had begun to leave does not.
            mail.Unanswered--;
            if (outcome.Outcome is not OutboundOutcome.Delivered && mail.Unanswered == 0)
            {
                mail.LeftAt = null;
                await StayAsync(transaction, mail, cancellationToken);
            }
        }

        switch (outcome.Outcome)
        {
            case OutboundOutcome.Delivered:
                MailEnd.Deliver(transaction, mail, tag);
                break;
            case OutboundOutcome.Skipped skipped:
                MailEnd.Skip(transaction, mail, skipped.Reason, tag);
                break;
            case OutboundOutcome.Postponed postponed:
                MailEnd.Wait(mail, postponed.Reason);
                break;
            case OutboundOutcome.TransientFailure failure:
                MailEnd.Defer(transaction, mail, failure.ErrorType, tag);
                break;
            case OutboundOutcome.PermanentFailure failure:
                MailEnd.Fail(transaction, mail, failure.ErrorType, tag);
                if (outcome.IsHardBounce && tag is not null)
                {
                    await SuppressAsync(transaction, tag, failure.ErrorType, cancellationToken);
                }

                break;
        }
    }

    /// <summary>Has the caps count a mail.</summary>
    private static async Task DepartAsync(Transaction transaction, Mail mail, Recipient recipient, CancellationToken cancellationToken)
    {
        var until = transaction.StartedAt + MailCaps.LongestWindow;
        if (await transaction.Data.Set<MailDeparture>().FindAsync([mail.Id], cancellationToken) is { } before)
        {
            (before.At, before.Until) = (transaction.StartedAt, until);
        }
        else
        {
            transaction.Data.Add(new MailDeparture
            {
                MailId = mail.Id,
                EmailTag = recipient.CountedAs.Value,
                Kind = mail.Kind,
                At = transaction.StartedAt,
                Until = until,
            });
        }
    }

    /// <summary>Nobody got it: it is not counted.</summary>
    private static async Task StayAsync(Transaction transaction, Mail mail, CancellationToken cancellationToken)
    {
        if (await transaction.Data.Set<MailDeparture>().FindAsync([mail.Id], cancellationToken) is { } departure)
        {
            transaction.Data.Remove(departure);
        }
    }

    private static async Task SuppressAsync(Transaction transaction, string tag, string errorType, CancellationToken cancellationToken)
    {
        if (!await transaction.Data.Set<MailSuppression>().AnyAsync(known => known.EmailTag == tag, cancellationToken))
        {
            transaction.Data.Add(new MailSuppression
            {
                EmailTag = tag,
                ErrorType = errorType,
                At = transaction.StartedAt,
                Until = transaction.StartedAt.AddDays(RetentionOptions.MailLogDays),
            });
        }
    }

    private sealed record Begun(OutboundOutcome? Refusal);

    private sealed record Made(string? Token);
}

/// <summary>Why mails wait that have not failed.</summary>
internal static class MailReasons
{
    /// <summary>So many have left that this one waits for its turn.</summary>
    public const string CapReached = "CapReached";

    /// <summary>The relay has failed too often, and is not tried for a while.</summary>
    public const string RelayLeftAlone = "RelayLeftAlone";

    /// <summary>Nobody has said from whom mails come.</summary>
    public const string SenderMissing = "SenderMissing";

    /// <summary>What the mail tells of is read with the content, which is not there yet.</summary>
    public const string ContentNotLoaded = "ContentNotLoaded";
}
