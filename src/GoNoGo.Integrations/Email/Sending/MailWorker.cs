using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Writing;
using GoNoGo.Platform;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>
/// Sends one mail, outside any unit of work: reads what it says and whether it may leave, writes it, notes in the ledger that it is about
/// to leave, hands it over, and notes how that ended. Trying again is the event bus's business.
/// </summary>
internal sealed class MailWorker(
    DataContext data,
    MailRecipients recipients,
    MailLedger ledger,
    MailWriter writer,
    MailCaps caps,
    MailTransportChoice transports,
    MailBreaker breaker,
    TimeProvider clock) : IEventWorker<MailQueued>
{
    /// <summary>Its name on the bus.</summary>
    public const string Name = "mail.send";

    /// <summary>No mail is given up before so much time has passed, whatever the number of attempts.</summary>
    public static readonly TimeSpan KeepTryingFor = TimeSpan.FromHours(72);

    /// <summary>The sending, and what is read and noted around it.</summary>
    public static readonly TimeSpan TimeLimit = SmtpTransport.ConnectLimit + SmtpTransport.SendLimit + TimeSpan.FromSeconds(30);

    /// <summary>How long a mail waits for what only an operator can mend, or the program's own start.</summary>
    private static readonly TimeSpan ALittle = TimeSpan.FromSeconds(10);

    public async Task<OutboundOutcome> WorkAsync(MailQueued @event, EventContext context, CancellationToken cancellationToken)
    {
        if (await data.Set<Mail>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == @event.MailId, cancellationToken)
            is not { Status: MailStatus.Queued } mail)
        {
            return new OutboundOutcome.Skipped("ended_before");
        }

        FaultPoint.Reach("mail.read");
        var outcome = await recipients.FindAsync(mail, cancellationToken) switch
        {
            Addressing.To to => await SendAsync(mail, to, cancellationToken),
            Addressing.Nobody nobody => new SendOutcome(new OutboundOutcome.Skipped(nobody.Reason)),
            Addressing.NotYet notYet => new SendOutcome(new OutboundOutcome.Postponed(notYet.Reason, ALittle)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        await ledger.EndAsync(mail.Id, outcome, cancellationToken);
        FaultPoint.Reach("mail.ended");
        return outcome.Outcome;
    }

    public Task GaveUpAsync(MailQueued @event, string errorType, Transaction transaction, CancellationToken cancellationToken) =>
        MailLedger.GiveUpAsync(transaction, @event.MailId, errorType, cancellationToken);

    private async Task<SendOutcome> SendAsync(Mail mail, Addressing.To to, CancellationToken cancellationToken)
    {
        if (transports.Choose() is not var (transport, builder))
        {
            return new SendOutcome(new OutboundOutcome.Postponed(MailReasons.SenderMissing, ALittle));
        }

        // Looked at before anything is made or anybody called; it counts when the text is about to leave.
        if (await caps.WaitAsync(mail, to.Recipient, clock.GetUtcNow(), cancellationToken) is { } turn)
        {
            return new SendOutcome(new OutboundOutcome.Postponed(MailReasons.CapReached, turn));
        }

        if (breaker.Wait() is { } wait)
        {
            return new SendOutcome(new OutboundOutcome.Postponed(MailReasons.RelayLeftAlone, wait));
        }

        var token = await ledger.LeaveTokenAsync(mail, cancellationToken);
        var written = await writer.WriteAsync(mail, to, token, cancellationToken);
        var outgoing = new OutgoingMail(mail.Id, to.Recipient.Address, builder.Build(mail, to.Recipient, written));
        FaultPoint.Reach("mail.written");
        try
        {
            var outcome = await transport.SendAsync(outgoing, BeginAsync, cancellationToken);
            breaker.Note(outcome);
            return outcome;
        }
        finally
        {
            await SocketThread.LeaveAsync();
        }

        async Task<OutboundOutcome?> BeginAsync(CancellationToken ended)
        {
            await SocketThread.LeaveAsync();
            return await ledger.BeginAsync(mail.Id, ended);
        }
    }
}
