using System.Globalization;
using System.Text;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Writing;
using MimeKit;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Makes the message of a mail: one recipient, text before HTML, nothing remote in it.</summary>
internal sealed class MessageBuilder(MailSender sender, MailLinks links, TimeProvider clock)
{
    public MimeMessage Build(Mail mail, Recipient recipient, WrittenMail written)
    {
        var message = new MimeMessage
        {
            MessageId = MessageId(mail.Id.ToString("N", CultureInfo.InvariantCulture)),
            Date = clock.GetUtcNow(),
            Subject = HeaderText.Of(written.Content.Subject),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, HeaderText.Of(written.Content.From), sender.Address));
        message.To.Add(new MailboxAddress("", recipient.Address.Reveal()));

        // RFC 3834: so that no absence notice comes back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", recipient.Language);
        if (written.Content.Thread is { } thread)
        {
            // Of a message that need not exist: what refers to the same one is a thread to every mail program.
            var root = MessageId(thread);
            message.InReplyTo = root;
            message.References.Add(root);
        }

        if (written.LeaveToken is { } token)
        {
            message.Headers.Add("List-Unsubscribe", $"<{links.Leave(token).AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", MailLinks.OneClick);
        }

        message.Body = new MultipartAlternative(Part("plain", written.Text), Part("html", written.Html))
        {
            Boundary = $"=-{mail.Id.ToString("N", CultureInfo.InvariantCulture)}",
        };
        return message;
    }

    private string MessageId(string local) => $"{local}@{sender.Domain}";

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}

/// <summary>The address that mails come from.</summary>
/// <param name="Address">As configured, or one of the blog's host where mails only go to a folder.</param>
internal sealed record MailSender(string Address)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Null where mails are to be sent and nobody said from whom.</summary>
    public static MailSender? Of(MailOptions options, MailLinks links) => options switch
    {
        { From: { } from } => new MailSender(from),
        { Transport: MailTransport.Pickup } => new MailSender($"gonogo@{links.BaseUrl.IdnHost}"),
        _ => null,
    };
}
