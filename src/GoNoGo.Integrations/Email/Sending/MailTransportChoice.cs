using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>The way out that the configuration names, if mails have a sender.</summary>
internal sealed class MailTransportChoice(
    IOptions<MailOptions> options, MailLinks links, IMailTransport transport, TimeProvider clock)
{
    /// <summary>Null where <c>Mail:From</c> is missing and needed.</summary>
    public (IMailTransport Transport, MessageBuilder Builder)? Choose() => MailSender.Of(options.Value, links) is { } sender
        ? (transport, new MessageBuilder(sender, links, clock))
        : null;
}
