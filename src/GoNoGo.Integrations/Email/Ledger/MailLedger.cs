using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>What is written down while a mail is sent, each note in a unit of work of its own.</summary>
internal sealed class MailLedger(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>One at a time in this process, so that eight senders do not all count the same free place under a cap.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The token with which the mail can be left; null for kinds that cannot.</summary>
    public async Task<string?> LeaveTokenAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (!MailKinds.Find(mail.Kind).CanBeLeft)
        {
            return null;
        }

        // Two mails of a kind to one person may both be the first: the second finds what the first has made.
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var preferences = scope.ServiceProvider.GetRequiredService<MailPreferences>();
            var made = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().RunAsync<string>(
                async (transaction, ended) => await preferences.TokenAsync(transaction, mail.RecipientId, mail.Kind, ended),
                cancellationToken);
            if (made.Succeeded(out var token, out var refusal))
            {
                return token;
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
    public async Task EndAsync(Guid mailId, SendOutcome outcome, int attempt, CancellationToken cancellationToken)
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
                    await EndAsync(transaction, mail, outcome, attempt, tag, ended);
                }

                return new Begun(null);
            },
            cancellation);
        if (result.Error is { } refusal)
        {
            throw new InvalidOperationException(refusal.Code); // Tried again, and noted as perhaps arrived.
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
                return new OutboundOutcome.TransientFailure(notYet.ErrorType);
            case Addressing.To { Recipient: var recipient }:
                if (mail.RecipientId == Guid.Empty)
                {
                    mail.RecipientId = recipient.Id;
                }

                if (await scope.GetRequiredService<MailCaps>().WaitAsync(mail, transaction.StartedAt, cancellationToken) is { } wait)
                {
                    return new OutboundOutcome.TransientFailure(MailReasons.CapReached, wait);
                }

                if (mail.Unanswered > 0)
                {
                    MailEnd.Repeat(transaction, mail, recipient.Tag.Value);
                }

                mail.Unanswered++;
                mail.LeftAt = transaction.StartedAt;
                mail.Revision++;
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task EndAsync(
        Transaction transaction, Mail mail, SendOutcome outcome, int attempt, string? tag, CancellationToken cancellationToken)
    {
        // An answer settles what became of this copy; silence after it had begun to leave does not.
        mail.Unanswered -= outcome.IsAnswered ? 1 : 0;
        switch (outcome.Outcome)
        {
            case OutboundOutcome.Delivered:
                MailEnd.Deliver(transaction, mail, tag);
                break;
            case OutboundOutcome.Skipped skipped:
                MailEnd.Skip(transaction, mail, skipped.Reason, tag);
                break;
            case OutboundOutcome.TransientFailure { ErrorType: MailReasons.CapReached }:
                MailEnd.Wait(mail, MailReasons.CapReached);
                break;
            case OutboundOutcome.TransientFailure failure:
                var isLast = attempt >= Backoff.MaximumAttempts && transaction.StartedAt - mail.DueAt >= MailWorker.KeepTryingFor;
                MailEnd.Defer(transaction, mail, failure.ErrorType, isLast, tag);
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
}

/// <summary>Why mails wait, where others look for it.</summary>
internal static class MailReasons
{
    /// <summary>So many have left that this one waits for its turn.</summary>
    public const string CapReached = "CapReached";
}
