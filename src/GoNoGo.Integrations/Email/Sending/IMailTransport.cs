using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using MimeKit;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>A way for mail to leave.</summary>
internal interface IMailTransport
{
    /// <summary>Takes a mail outside.</summary>
    /// <param name="mail">What is sent.</param>
    /// <param name="begin">
    /// Called once all is ready and before the text leaves: what it answers ends the sending, null lets it happen. Between the two a crash
    /// leaves the mail unsent, after it perhaps sent.
    /// </param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>How it ended. Nothing is thrown for what the other side does.</returns>
    Task<SendOutcome> SendAsync(
        OutgoingMail mail, Func<CancellationToken, Task<OutboundOutcome?>> begin, CancellationToken cancellationToken);
}

/// <summary>A mail that is ready to leave.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="Recipient">To whom. Personal.</param>
/// <param name="Message">Its headers and parts.</param>
internal sealed record OutgoingMail(Guid Id, EmailAddress Recipient, MimeMessage Message)
{
    public override string ToString() => $"[mail {Id}]";
}

/// <summary>How a sending ended.</summary>
/// <param name="Outcome">For the event bus.</param>
internal sealed record SendOutcome(OutboundOutcome Outcome)
{
    /// <summary>Whether what became of the text is known, once it had begun to leave.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>Whether the address itself was refused for good.</summary>
    public bool IsHardBounce { get; init; }

    /// <summary>Whether it is the way that failed, and not this mail: the next one will hardly fare better.</summary>
    public bool IsRelayFailure { get; init; }

    public static SendOutcome Delivered { get; } = new(new OutboundOutcome.Delivered()) { IsAnswered = true };

    public static SendOutcome RelayFailed(string errorType, TimeSpan? retryAfter = null) =>
        new(new OutboundOutcome.TransientFailure(errorType, retryAfter)) { IsRelayFailure = true };
}
