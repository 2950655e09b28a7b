using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using MailKit.Net.Smtp;
using MimeKit;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Hands each mail to a mail server, over an encrypted connection or not at all.</summary>
internal sealed class SmtpTransport(SmtpConnections connections, TimeProvider clock) : IMailTransport
{
    /// <summary>How long it may take until the mail can begin to leave: connecting, encrypting, signing in.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    /// <summary>How long the other side may take over a mail (RFC 5321 section 4.5.3.2.6): who hangs up before sends twice.</summary>
    public static readonly TimeSpan SendLimit = TimeSpan.FromMinutes(10);

    /// <summary>How long a mail waits of which nobody knows whether it has arrived: each further copy may be one too many.</summary>
    private static readonly TimeSpan AfterSilence = TimeSpan.FromHours(1);

    public async Task<SendOutcome> SendAsync(
        OutgoingMail mail, Func<CancellationToken, Task<OutboundOutcome?>> begin, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("smtp");
        using var limit = new CancellationTokenSource(ConnectLimit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SmtpConnection? connection = null;
        var begun = false;
        try
        {
            connection = await connections.RentAsync(stop.Token);
            FaultPoint.Reach("mail.connected");
            if (NeedsUtf8(mail) && !connection.Client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                connection.IsReusable = true;
                return new SendOutcome(new OutboundOutcome.PermanentFailure("SmtpUtf8Missing"));
            }

            if (await begin(stop.Token) is { } refused)
            {
                connection.IsReusable = true;
                return new SendOutcome(refused);
            }

            begun = true;
            limit.CancelAfter(SendLimit);
            FaultPoint.Reach("mail.begun");
            await connection.Client.SendAsync(FormatOf(mail), mail.Message, stop.Token);
            FaultPoint.Reach("mail.accepted");
            connection.IsReusable = true;
            return SendOutcome.Delivered;
        }
        catch (SmtpCommandException refusal)
        {
            connection?.IsReusable = connection.Client.IsConnected;
            return SmtpReplies.OutcomeOf(refusal) with { IsAnswered = begun };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Silence("RelayTooSlow", begun);
        }
        catch (MailKit.ServiceNotAuthenticatedException)
        {
            return SendOutcome.RelayFailed("RelayGone") with { IsAnswered = begun };
        }
        catch (Exception exception) when (SmtpReplies.ErrorTypeOf(exception, begun) is { } errorType)
        {
            return Silence(errorType, begun);
        }
        finally
        {
            if (connection is not null)
            {
                await connections.ReturnAsync(connection);
            }
        }
    }

    private static SendOutcome Silence(string errorType, bool begun) =>
        SendOutcome.RelayFailed(errorType, begun ? AfterSilence : null);

    private static bool NeedsUtf8(OutgoingMail mail) => !System.Text.Ascii.IsValid(mail.Recipient.Reveal());

    private static FormatOptions FormatOf(OutgoingMail mail)
    {
        var format = FormatOptions.Default.Clone();
        format.International = NeedsUtf8(mail);
        return format;
    }
}
