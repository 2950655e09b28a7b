using System.Globalization;
using GoNoGo.Accounts.Commenters;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Deciding;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Integrations.Email;

/// <summary>
/// Says to whom a mail may go at this moment: consent, choice and address are read here and nowhere else, each time that a mail is
/// about to leave.
/// </summary>
internal sealed class MailRecipients(
    DataContext data,
    MailedComments comments,
    MailboxVault vault,
    MailPreferences preferences,
    ConsentLedger consents,
    DoNotMailList doNotMail,
    CommenterAccount commenters,
    IStaffMailboxes staff,
    IEnumerable<ISignInMails> signIns,
    IEnumerable<IPrivacyMails> privacy,
    SnapshotStore snapshots,
    Pseudonyms pseudonyms,
    TimeProvider clock)
{
    /// <summary>The reason of mails to an address that was refused for good.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>How often an address is asked in a day whether it is its owner who commented.</summary>
    public const int MostQuestionsADay = 3;

    /// <summary>How many links to its data an address gets in a day, which anybody can ask for.</summary>
    private const int MostLinksADay = 6;

    /// <summary>How many links to sign in, of which none is mailed while the one before is good: hours of asking, not minutes.</summary>
    private const int MostSignInsADay = 24;

    private const string NoConsent = "no_consent";
    private const string UserPreferences = "user_preferences";

    public async Task<Addressing> FindAsync(Mail mail, CancellationToken cancellationToken) =>
        await FindWantingAsync(mail, cancellationToken) switch
        {
            Addressing.To { Recipient: var recipient } when await IsSuppressedAsync(recipient.Tag, cancellationToken) =>
                new Addressing.Nobody(Suppressed),
            Addressing.To { Recipient: var recipient } when mail.Kind is not (MailKinds.SignIn or MailKinds.PrivacyStep)
                && await doNotMail.HoldsAsync(recipient.Tag, cancellationToken) => new Addressing.Nobody("do_not_mail"),
            Addressing.To { Recipient: var recipient } when mail.Kind is MailKinds.ConfirmAddress or MailKinds.ConfirmStaffAddress
                && await WasAskedOftenAsync(mail, recipient, cancellationToken) => new Addressing.Nobody("asked_before"),
            Addressing.To { Facts.Step: PrivacyStep.LinkAsked, Recipient: var recipient }
                when await CountOfDayAsync(mail, recipient, cancellationToken) >= MostLinksADay => new Addressing.Nobody("asked_before"),
            Addressing.To { Facts.SignIn: not null, Recipient: var recipient }
                when await CountOfDayAsync(mail, recipient, cancellationToken) >= MostSignInsADay => new Addressing.Nobody("asked_before"),
            var found => found,
        };

    /// <summary>The same, whatever became of mails to the address before.</summary>
    public async Task<Addressing> FindWantingAsync(Mail mail, CancellationToken cancellationToken) =>
        mail.Kind switch
        {
            MailKinds.SignIn => await SignInAsync(mail, cancellationToken),
            MailKinds.PrivacyStep => await PrivacyAsync(mail, cancellationToken),
            MailKinds.ConfirmStaffAddress => ToConfirm(
                mail.RecipientId,
                await vault.FindAsync(new SubjectId(mail.RecipientId), cancellationToken),
                snapshots.Current?.Site.Language ?? "en",
                new MailFacts()),
            MailKinds.NewComment or MailKinds.Reply or MailKinds.CommentApproved or MailKinds.CommentRejected or MailKinds.ConfirmAddress =>
                await AboutCommentAsync(mail, cancellationToken),
            MailKinds.Moderation or MailKinds.Problems or MailKinds.ContentUpdated when snapshots.Current is null =>
                new Addressing.NotYet(MailReasons.ContentNotLoaded),
            MailKinds.Moderation when (await comments.QueueAsync(cancellationToken)).Waiting == 0 => new Addressing.Nobody("superseded"),
            MailKinds.Moderation when await WasToldAsync(mail, cancellationToken) =>
                new Addressing.Nobody("told_before"),
            MailKinds.Problems when IsCommit(mail.ResourceId) && snapshots.Current is { Problems.Count: 0 } =>
                new Addressing.Nobody("nothing_to_tell"),
            _ => await ToStaffAsync(mail, new MailFacts { Resource = mail.ResourceId }, author: null, cancellationToken),
        };

    private async Task<Addressing> AboutCommentAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (snapshots.Current is not { } snapshot)
        {
            return new Addressing.NotYet(MailReasons.ContentNotLoaded);
        }

        if (await comments.FindAsync(IdOf(mail), cancellationToken) is not { } comment)
        {
            return new Addressing.Nobody("erased");
        }

        if (snapshot.FindPost(comment.PostId, clock.GetUtcNow()) is not { } post)
        {
            return new Addressing.Nobody("post_gone");
        }

        var facts = new MailFacts { Comment = comment, Post = post, Resource = mail.ResourceId };
        return mail.Kind switch
        {
            MailKinds.ConfirmAddress => await ToConfirmAsync(comment, facts, cancellationToken),
            MailKinds.NewComment when comment.Status is not ModerationStatus.Approved => new Addressing.Nobody("superseded"),
            MailKinds.NewComment => await ToAuthorAsync(mail, facts, post, snapshot.Site.Author, cancellationToken),
            MailKinds.Reply when comment.Status is not ModerationStatus.Approved => new Addressing.Nobody("superseded"),
            MailKinds.Reply => await ToAnsweredAsync(mail, facts, cancellationToken),
            MailKinds.CommentApproved when comment.Status is not ModerationStatus.Approved => new Addressing.Nobody("superseded"),
            MailKinds.CommentRejected when comment.Status is not ModerationStatus.Rejected => new Addressing.Nobody("superseded"),
            _ => await ToCommenterAsync(mail, comment, facts, cancellationToken),
        };
    }

    /// <summary>Two comments at the same moment may both queue the mail to a moderator; the second finds that the first has left.</summary>
    private Task<bool> WasToldAsync(Mail mail, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - ModeratorMails.Pause;
        return data.Set<Mail>().AnyAsync(
            other => other.RecipientId == mail.RecipientId && other.Kind == mail.Kind && other.Id != mail.Id && other.LeftAt > since,
            cancellationToken);
    }

    /// <summary>
    /// Who comments under an address that is not theirs must not fill its owner's mailbox: a few questions a day, whoever is said to be
    /// behind the address. Two comments at the same moment both queue the question; the second finds that the first has left.
    /// </summary>
    private async Task<bool> WasAskedOftenAsync(Mail mail, Recipient recipient, CancellationToken cancellationToken)
    {
        return await CountOfDayAsync(mail, recipient, cancellationToken) >= MostQuestionsADay || await data.Set<Mail>().AnyAsync(
            other => other.RecipientId == mail.RecipientId && other.Kind == mail.Kind && other.Id != mail.Id && other.LeftAt != null
                && other.QueuedAt >= recipient.KnownSince,
            cancellationToken);
    }

    /// <summary>How many others of its kind have left for the same mailbox within a day.</summary>
    private Task<int> CountOfDayAsync(Mail mail, Recipient recipient, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        return data.Set<MailDeparture>().CountAsync(
            other => other.EmailTag == recipient.CountedAs.Value && other.Kind == mail.Kind && other.MailId != mail.Id && other.At > since,
            cancellationToken);
    }

    /// <summary>The one mail that goes to an address which nobody has confirmed: the question whether it is theirs.</summary>
    private async Task<Addressing> ToConfirmAsync(MailedComment comment, MailFacts facts, CancellationToken cancellationToken)
    {
        return await consents.HoldsAsync(comment.Id, ConsentPurposes.NotifyByEmail, cancellationToken)
            ? ToConfirm(comment.Subject.Value, await vault.FindAsync(comment.Subject, cancellationToken), comment.Language, facts)
            : new Addressing.Nobody(NoConsent);
    }

    private Addressing ToConfirm(Guid recipient, OpenMailbox? mailbox, string language, MailFacts facts) => mailbox switch
    {
        null => new Addressing.Nobody(NoConsent),
        { UnconfirmedUntil: null } or { ConfirmationToken: null } => new Addressing.Nobody("confirmed_before"),
        { UnconfirmedUntil: { } until } when until <= clock.GetUtcNow() => new Addressing.Nobody("expired"),
        { UnconfirmedUntil: { } until } => To(
            recipient,
            mailbox.Address,
            language,
            facts with { ConfirmationToken = mailbox.ConfirmationToken },
            until - MailboxVault.ConfirmationPeriod),
    };

    private async Task<Addressing> ToAnsweredAsync(Mail mail, MailFacts facts, CancellationToken cancellationToken) =>
        facts.Comment?.ParentId is { } parentId && await comments.FindAsync(parentId, cancellationToken) is { } parent
            ? await ToCommenterAsync(mail, parent, facts, cancellationToken)
            : new Addressing.Nobody("erased");

    /// <summary>The author of a comment, under the box that they ticked with it.</summary>
    private async Task<Addressing> ToCommenterAsync(
        Mail mail, MailedComment own, MailFacts facts, CancellationToken cancellationToken)
    {
        if (own.Subject.Value != mail.RecipientId
            || !await consents.HoldsAsync(own.Id, ConsentPurposes.NotifyByEmail, cancellationToken)
            || await vault.FindAsync(own.Subject, cancellationToken) is not { UnconfirmedUntil: null } mailbox)
        {
            return new Addressing.Nobody(NoConsent);
        }

        return await preferences.IsWantedAsync(mail.RecipientId, mail.Kind, cancellationToken)
            ? To(
                mail.RecipientId,
                mailbox.Address,
                await commenters.LanguageAsync(own.Subject, cancellationToken) ?? own.Language,
                facts)
            : new Addressing.Nobody(UserPreferences);
    }

    private async Task<Addressing> ToAuthorAsync(
        Mail mail, MailFacts facts, Post post, string? siteAuthor, CancellationToken cancellationToken)
    {
        foreach (var author in PostAuthors.Of(post, siteAuthor))
        {
            if (await ToStaffAsync(mail, facts, author, cancellationToken) is Addressing.To found)
            {
                return found;
            }
        }

        return new Addressing.Nobody(UserPreferences);
    }

    private async Task<Addressing> ToStaffAsync(Mail mail, MailFacts facts, string? author, CancellationToken cancellationToken)
    {
        var kind = MailKinds.StaffMailOf(mail.Kind)!.Value; // All other kinds were dealt with before.
        var wanting = await staff.WantingAsync(kind, author, cancellationToken);
        var isWanted = await preferences.IsWantedAsync(mail.RecipientId, mail.Kind, cancellationToken);
        return isWanted && wanting.FirstOrDefault(known => known.Id == mail.RecipientId) is { Timing: not MailTiming.Never } one
            ? To(one.Id, one.Address, one.Language ?? snapshots.Current?.Site.Language ?? "en", facts)
            : new Addressing.Nobody(UserPreferences);
    }

    private async Task<Addressing> SignInAsync(Mail mail, CancellationToken cancellationToken)
    {
        foreach (var source in signIns)
        {
            if (await source.FindAsync(IdOf(mail), cancellationToken) is { } found)
            {
                return To(mail.RecipientId, found.Address, found.Language, new MailFacts { SignIn = found });
            }
        }

        return new Addressing.Nobody("expired");
    }

    private async Task<Addressing> PrivacyAsync(Mail mail, CancellationToken cancellationToken)
    {
        var step = Enum.Parse<PrivacyStep>(mail.ResourceId.Split('/')[1]);
        foreach (var source in privacy)
        {
            if (await source.FindAsync(IdOf(mail), step, cancellationToken) is { } found)
            {
                return To(
                    mail.RecipientId,
                    found.Address,
                    found.Language,
                    new MailFacts { Privacy = found, Step = step, Resource = mail.ResourceId[..36] });
            }
        }

        return new Addressing.Nobody("erased");
    }

    private Addressing.To To(Guid id, EmailAddress address, string language, MailFacts facts, DateTimeOffset knownSince = default)
    {
        var tag = pseudonyms.Tag(address);
        var recipient = new Recipient(id == Guid.Empty ? RecipientIds.Of(tag) : id, address, tag, language)
        {
            CountedAs = pseudonyms.Tag(address.ForCounting()),
            KnownSince = knownSince,
        };
        return new(recipient, facts);
    }

    private Task<bool> IsSuppressedAsync(EmailTag tag, CancellationToken cancellationToken)
    {
        var tags = tag.All;
        return data.Set<MailSuppression>().AnyAsync(suppression => tags.Contains(suppression.EmailTag), cancellationToken);
    }

    /// <summary>And not a day.</summary>
    private static bool IsCommit(string resource) => !resource.Contains('-', StringComparison.Ordinal);

    private static Guid IdOf(Mail mail) => Guid.Parse(mail.ResourceId.AsSpan(0, 36), CultureInfo.InvariantCulture);
}
