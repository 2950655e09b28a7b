using System.Globalization;
using System.Net.Sockets;
using GoNoGo.Platform.Results;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>
/// What a mail server's answer means (RFC 5321 section 4.2.1): 4xx later, 5xx never. Its text is read for the enhanced code (RFC 3463)
/// and kept nowhere, since servers repeat the address in it.
/// </summary>
internal static class SmtpReplies
{
    public static SendOutcome OutcomeOf(SmtpCommandException refusal)
    {
        var status = (int)refusal.StatusCode;
        var errorType = string.Create(CultureInfo.InvariantCulture, $"Smtp{status}");
        if (status is < 500 or > 599)
        {
            // 421 closes the channel, and what is no answer at all says as little about the mail.
            var isRelay = status is 421 or < 400;
            return new SendOutcome(new OutboundOutcome.TransientFailure(errorType)) { IsRelayFailure = isRelay };
        }

        return refusal.ErrorCode switch
        {
            // "Relay access denied" is said of the recipient and means the sender; whether it is, is not told from a policy of theirs.
            SmtpErrorCode.RecipientNotAccepted when refusal.Message.StartsWith("5.7.", StringComparison.Ordinal) =>
                new SendOutcome(new OutboundOutcome.TransientFailure($"Sender{errorType}")),
            SmtpErrorCode.RecipientNotAccepted => new SendOutcome(new OutboundOutcome.PermanentFailure(errorType))
            {
                IsHardBounce = IsAboutAddress(refusal.Message) || (status is 550 or 551 or 553 && !IsEnhanced(refusal.Message)),
            },
            SmtpErrorCode.MessageNotAccepted =>
                new SendOutcome(new OutboundOutcome.PermanentFailure(errorType)) { IsHardBounce = IsAboutAddress(refusal.Message) },

            // It does not let this sender in: that is the operator's to mend, and no reason to lose mails.
            _ => SendOutcome.RelayFailed($"Sender{errorType}"),
        };
    }

    /// <summary>The type of what went wrong on the way; null for what is a bug of ours.</summary>
    public static string? ErrorTypeOf(Exception exception, bool begun) => exception switch
    {
        SslHandshakeException => "TlsRefused",
        AuthenticationException => "AuthenticationRefused",
        NotSupportedException => "StartTlsMissing",
        ServiceNotConnectedException or ServiceNotAuthenticatedException => "RelayGone",
        ProtocolException or IOException => begun ? "ConnectionCut" : "RelayUnreachable",
        SocketException => "RelayUnreachable",
        TimeoutException => "RelayTooSlow",
        _ => null,
    };

    private static bool IsEnhanced(string text) => text is ['5', '.', >= '0' and <= '9', ..];

    private static bool IsAboutAddress(string text) => text.StartsWith("5.1.", StringComparison.Ordinal);
}
