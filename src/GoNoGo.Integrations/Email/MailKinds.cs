using GoNoGo.Accounts.Mailboxes;

namespace GoNoGo.Integrations.Email;

/// <summary>Every kind of mail that there is, by its name on the wire.</summary>
public static class MailKinds
{
    internal const string ConfirmAddress = "confirm_address";
    internal const string ConfirmStaffAddress = "confirm_staff_address";
    internal const string NewComment = "new_comment";
    internal const string Reply = "reply";
    internal const string CommentApproved = "comment_approved";
    internal const string CommentRejected = "comment_rejected";
    internal const string Moderation = "moderation";
    internal const string PrivacyStep = "privacy_step";
    internal const string SignIn = "sign_in";
    internal const string ContentUpdated = "content_updated";
    internal const string Problems = "problems";
    internal const string WeeklyDigest = "weekly_digest";

    private const string OfContent = "the account page or Mail:OperatorMails and Mail:AuthorMails, or the link in the mail";

    /// <summary>All of them, with what makes each lawful and how its recipient ends it.</summary>
    public static IReadOnlyList<MailKind> All { get; } =
    [
        new(ConfirmAddress, "request", "none; it asks once for each address, and three times a day at most", CanBeLeft: false),
        new(ConfirmStaffAddress, "request", "none; it asks once for each address, and three times a day at most", CanBeLeft: false),
        new(NewComment, "legitimate_interest", "the account page or Mail:Authors, or the link in the mail", CanBeLeft: true),
        new(Reply, "consent", "the box for mail beside the comment, or the link in the mail", CanBeLeft: true),
        new(CommentApproved, "consent", "the box for mail beside the comment, or the link in the mail", CanBeLeft: true),
        new(CommentRejected, "consent", "the box for mail beside the comment, or the link in the mail", CanBeLeft: true),
        new(Moderation, "legitimate_interest", "the account page or Mail:ModeratorMails, or the link in the mail", CanBeLeft: true),
        new(PrivacyStep, "legal_obligation", "none; GDPR art. 12(3) asks for it", CanBeLeft: false),
        new(SignIn, "request", "none; it is the answer to a request", CanBeLeft: false),
        new(ContentUpdated, "legitimate_interest", OfContent, CanBeLeft: true),
        new(Problems, "legitimate_interest", OfContent, CanBeLeft: true),
        new(WeeklyDigest, "legitimate_interest", "the account page or Mail:OperatorMails, or the link in the mail", CanBeLeft: true),
    ];

    internal static MailKind Find(string name) => All.Single(kind => kind.Name == name);

    internal static string Of(StaffMail mail) => mail switch
    {
        StaffMail.NewComment => NewComment,
        StaffMail.Moderation => Moderation,
        StaffMail.ContentUpdated => ContentUpdated,
        StaffMail.Problems => Problems,
        _ => WeeklyDigest,
    };

    internal static StaffMail? StaffMailOf(string kind) => kind switch
    {
        NewComment => StaffMail.NewComment,
        Moderation => StaffMail.Moderation,
        ContentUpdated => StaffMail.ContentUpdated,
        Problems => StaffMail.Problems,
        WeeklyDigest => StaffMail.WeeklyDigest,
        _ => null,
    };
}

/// <summary>A kind of mail.</summary>
/// <param name="Name">On the wire, in the ledger and for <c>gonogo mail preview</c>.</param>
/// <param name="Basis">
/// What makes sending it lawful (GDPR art. 6(1)): <c>consent</c> (a), <c>request</c> (b), <c>legal_obligation</c> (c) or
/// <c>legitimate_interest</c> (f).
/// </param>
/// <param name="Switch">With what its recipient ends it.</param>
/// <param name="CanBeLeft">Whether it bears a link that ends it.</param>
public sealed record MailKind(string Name, string Basis, string Switch, bool CanBeLeft);
