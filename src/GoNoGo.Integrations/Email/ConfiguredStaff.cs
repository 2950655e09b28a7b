using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Options;

namespace GoNoGo.Integrations.Email;

/// <summary>The staff as the configuration names it: who wants mail and has no account, or has given no address there.</summary>
internal sealed class ConfiguredStaff(IOptions<MailOptions> options, Pseudonyms pseudonyms)
{
    private static readonly string[] ForTheOperator = [MailKinds.Problems, MailKinds.WeeklyDigest];
    private static readonly string[] ForAuthors = [MailKinds.NewComment];

    /// <summary>The name and the address of <c>Name &lt;address&gt;</c>; null where it has not this form.</summary>
    public static (string Name, string Address)? Split(string author) =>
        author.Trim() is [.., '>'] text && text.IndexOf('<', StringComparison.Ordinal) is > 0 and var at
            ? (text[..at].Trim(), text[(at + 1)..^1])
            : null;

    public IEnumerable<StaffMailbox> Wanting(StaffMail mail, string? author) => Wanting(mail, MailKinds.Of(mail), author)
        .Select(address => EmailAddress.TryParse(address))
        .OfType<EmailAddress>()
        .Distinct()
        .Select(address => new StaffMailbox(RecipientIds.Of(pseudonyms.Tag(address)), address, TimingOf(mail), Language: null));

    private IEnumerable<string> Wanting(StaffMail mail, string kind, string? author)
    {
        var settings = options.Value;
        if (mail is StaffMail.Moderation && settings.ModeratorMails is not MailTiming.Never)
        {
            return settings.Moderators ?? [];
        }

        var fromOperator = settings.Operator is { } operatorAddress && (settings.OperatorMails ?? ForTheOperator).Contains(kind)
            ? new[] { operatorAddress }
            : [];
        var fromAuthors = (settings.AuthorMails ?? ForAuthors).Contains(kind)
            ? (settings.Authors ?? []).Select(Split)
                .Where(known => author is null || known?.Name.Equals(author, StringComparison.OrdinalIgnoreCase) is true)
                .Select(known => known?.Address)
                .OfType<string>()
            : [];
        return fromOperator.Concat(fromAuthors);
    }

    private MailTiming TimingOf(StaffMail mail) => mail is StaffMail.Moderation ? options.Value.ModeratorMails : MailTiming.AtOnce;
}
