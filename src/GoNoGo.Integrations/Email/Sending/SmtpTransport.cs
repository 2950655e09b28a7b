using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using MailKit.Net.Smtp;
using MimeKit;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Hands each mail to a mail server, over an encrypted connection or not at all.</summary>
internal sealed class SmtpTransport(SmtpConnections connections, TimeProvider clock) : IMailTransport
{
    /// <summary>How long one mail may take, the connection included.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public async Task<SendOutcome> SendAsync(
        OutgoingMail mail, Func<CancellationToken, Task<OutboundOutcome?>> begin, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("smtp");
        using var limit = new CancellationTokenSource(TimeLimit, clock);
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
            return SendOutcome.RelayFailed("RelayTooSlow");
        }
        catch (Exception exception) when (SmtpReplies.ErrorTypeOf(exception, begun) is { } errorType)
        {
            return SendOutcome.RelayFailed(errorType) with { IsAnswered = begun && exception is MailKit.ServiceNotAuthenticatedException };
        }
        finally
        {
            if (connection is not null)
            {
                await connections.ReturnAsync(connection);
            }
        }
    }

    private static bool NeedsUtf8(OutgoingMail mail) => !System.Text.Ascii.IsValid(mail.Recipient.Reveal());

    private static FormatOptions FormatOf(OutgoingMail mail)
    {
        var format = FormatOptions.Default.Clone();
        format.International = NeedsUtf8(mail);
        return format;
    }
}
