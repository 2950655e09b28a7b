using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Gdpr.Rights;

/// <summary>
/// A request about a person's data came to a step of which they are told (GDPR art. 12(3)). Publishing it is how the mail is asked for.
/// </summary>
/// <param name="RequestId">Under which <see cref="IPrivacyMails"/> knows the rest.</param>
/// <param name="Step">Which.</param>
public sealed record PrivacyStepTaken([NotPersonal] Guid RequestId, [NotPersonal] PrivacyStep Step) : IEvent
{
    /// <inheritdoc />
    public static string Type => "privacy_request.step_taken";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => RequestId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>The steps of a request about personal data.</summary>
public enum PrivacyStep
{
    /// <summary>A link was asked for that shows who reads the mails to an address.</summary>
    LinkAsked,

    /// <summary>It has arrived; the clock runs.</summary>
    Received,

    /// <summary>It takes up to two months longer, with the reason (art. 12(3)).</summary>
    Extended,

    /// <summary>It was carried out.</summary>
    Done,

    /// <summary>It was not, with the reason and where to complain (art. 12(4)).</summary>
    Refused,
}

/// <summary>Answers, when the mail leaves, what a step of a request needs.</summary>
public interface IPrivacyMails
{
    /// <summary>The mail of a request's step.</summary>
    /// <param name="requestId">Which request.</param>
    /// <param name="step">Which step.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where there is nobody to write to any more: no mail leaves.</returns>
    Task<PrivacyMail?> FindAsync(Guid requestId, PrivacyStep step, CancellationToken cancellationToken);
}

/// <summary>What a mail on a step of a request says. Its text form is redacted.</summary>
/// <param name="Address">To whom. Personal.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Request">What was asked for; null where that is a link alone.</param>
/// <param name="DueOn">By when it is answered at the latest.</param>
/// <param name="Reason">Why it takes longer or was refused; null where nothing is to be explained.</param>
/// <param name="Path">The path of the request's own page; null where it has none. Secret.</param>
public sealed record PrivacyMail(
    EmailAddress Address, string Language, PrivacyRequestKind? Request, DateOnly DueOn, string? Reason, string? Path)
{
    /// <summary>A fixed mark in place of the mail.</summary>
    /// <returns><c>[privacy mail]</c></returns>
    public override string ToString() => "[privacy mail]";
}
