using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>Somebody asked for a link with which to sign in once. Publishing it is how the mail is asked for.</summary>
/// <param name="RequestId">Under which <see cref="ISignInMails"/> knows the rest.</param>
public sealed record SignInRequested([NotPersonal] Guid RequestId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "sign_in.requested";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => RequestId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Answers, when the mail leaves, what a request to sign in needs: nothing secret waits in a queue.</summary>
public interface ISignInMails
{
    /// <summary>The mail of a request.</summary>
    /// <param name="requestId">Which.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where it was used, has expired or never was: no mail leaves.</returns>
    Task<SignInMail?> FindAsync(Guid requestId, CancellationToken cancellationToken);
}

/// <summary>What a mail to sign in with says. Its text form is redacted.</summary>
/// <param name="Address">To whom. Personal.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Path">The path of the link, from the blog's root. Secret.</param>
/// <param name="ValidMinutes">For how long it is good.</param>
public sealed record SignInMail(EmailAddress Address, string Language, string Path, int ValidMinutes)
{
    /// <summary>A fixed mark in place of the mail.</summary>
    /// <returns><c>[sign-in]</c></returns>
    public override string ToString() => "[sign-in]";
}
