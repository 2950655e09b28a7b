using System.Globalization;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>What somebody of the staff chose about mails to them.</summary>
/// <param name="Moderation">When they hear of comments that wait.</param>
/// <param name="Kinds">The other kinds that they want.</param>
/// <param name="AuthorName">The name under which they write posts; null for that by which they sign in. Personal.</param>
public sealed record StaffNoticeChoice(MailTiming Moderation, IReadOnlyCollection<StaffMail> Kinds, string? AuthorName)
{
    /// <summary>What counts until somebody chooses.</summary>
    public static StaffNoticeChoice Default { get; } = new(MailTiming.AtOnce, [StaffMail.NewComment, StaffMail.Problems], AuthorName: null);

    /// <summary>The kinds that somebody with these roles can get.</summary>
    /// <param name="roles">Theirs.</param>
    /// <returns>In the order of the enumeration.</returns>
    public static IReadOnlyList<StaffMail> Offered(StaffRoles roles) =>
        [.. Enum.GetValues<StaffMail>().Where(mail => roles.Allow(PermissionFor(mail)))];

    /// <summary>A kind's name on the wire.</summary>
    /// <param name="mail">Which.</param>
    /// <returns>Such as <c>new_comment</c>.</returns>
    public static string NameOf(StaffMail mail) => JsonNamingPolicy.SnakeCaseLower.ConvertName(mail.ToString());

    /// <summary>The kinds of names.</summary>
    /// <param name="names">As <see cref="NameOf"/> writes them; others are passed over.</param>
    /// <returns>In the order of the enumeration.</returns>
    public static IReadOnlyList<StaffMail> Parse(IEnumerable<string> names) =>
        [.. Enum.GetValues<StaffMail>().Where(mail => names.Contains(NameOf(mail), StringComparer.Ordinal))];

    private static Permission PermissionFor(StaffMail mail) => mail switch
    {
        StaffMail.Moderation => Permission.ModerateComments,
        StaffMail.WeeklyDigest => Permission.UseAdmin,
        _ => Permission.ManageContent,
    };
}

/// <summary>The mails of somebody of the staff as they see them. The address itself is shown to nobody.</summary>
/// <param name="Standing">Whether there is an address, and whether it may be used.</param>
/// <param name="Choice">What they chose; a kind that they left by the link of a mail is not in it.</param>
/// <param name="Offered">What their roles let them get.</param>
public sealed record StaffNoticeView(AddressStanding Standing, StaffNoticeChoice Choice, IReadOnlyList<StaffMail> Offered);

/// <summary>How it stands with an address.</summary>
public enum AddressStanding
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Its owner has not followed the link yet.</summary>
    Waiting,

    /// <summary>Mails go there.</summary>
    Confirmed,
}

/// <summary>Somebody of the staff gave an address: its owner is to be asked.</summary>
/// <param name="AccountId">Whose account.</param>
/// <param name="RequestId">One for each time.</param>
public sealed record StaffAddressGiven([NotPersonal] Guid AccountId, [NotPersonal] Guid RequestId) : IEvent
{
    /// <inheritdoc />
    public static string Type => "staff.address_given";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => AccountId.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>What was typed is no address.</summary>
public sealed record AddressInvalid()
    : InvalidField("email", "address_invalid", "Check the address: it does not look like one.");

/// <summary>The name of an author cannot be one.</summary>
public sealed record AuthorNameInvalid()
    : InvalidField("author_name", "author_name_invalid", "Write the name as it stands in your posts, in at most 100 characters.");
