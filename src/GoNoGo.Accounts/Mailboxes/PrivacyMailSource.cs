using GoNoGo.Gdpr.Rights;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// To whom a step of a request is mailed, read when it leaves. A link that was asked for with an address about which nothing is held
/// goes to nobody: whoever typed it sees the same page.
/// </summary>
internal sealed class PrivacyMailSource(
    PrivacyLinks links,
    PrivacyRequests requests,
    SubjectDirectory subjects,
    DoNotMailList doNotMail,
    MailboxVault vault,
    Pseudonyms pseudonyms) : IPrivacyMails
{
    /// <summary>Where a mailed link is opened; the token follows.</summary>
    private const string OpenPath = "/privacy/open/";

    public Task<PrivacyMail?> FindAsync(Guid requestId, PrivacyStep step, CancellationToken cancellationToken) =>
        step is PrivacyStep.LinkAsked ? LinkAsync(requestId, cancellationToken) : StepAsync(requestId, step, cancellationToken);

    private async Task<PrivacyMail?> LinkAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await links.FindWaitingAsync(id, cancellationToken) is not { } waiting)
        {
            return null;
        }

        var tag = pseudonyms.Tag(waiting.Address);
        var isKnown = await subjects.FindAsync(tag, cancellationToken) is not null || await doNotMail.HoldsAsync(tag, cancellationToken);
        return isKnown
            ? new PrivacyMail(waiting.Address, waiting.Language, Request: null, default, Reason: null, $"{OpenPath}{waiting.Token}/")
            : null;
    }

    private async Task<PrivacyMail?> StepAsync(Guid id, PrivacyStep step, CancellationToken cancellationToken)
    {
        if (!(await requests.FindAsync(id, cancellationToken)).Succeeded(out var request, out _))
        {
            return null;
        }

        var address = request.Address
            ?? (await vault.FindAsync(request.Subject, cancellationToken) is { UnconfirmedUntil: null } mailbox ? mailbox.Address : null);
        return address is null
            ? null
            : new PrivacyMail(
                address,
                request.Language,
                request.View.Kind,
                request.View.DueOn,
                step is PrivacyStep.Extended or PrivacyStep.Refused ? request.Reason : null,
                Path: null);
    }
}
