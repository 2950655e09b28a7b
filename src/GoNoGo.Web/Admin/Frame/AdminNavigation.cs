using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Moderation;
using GoNoGo.Web.Languages;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>The pages of the admin in the order of its navigation. A page that people go to has its line here.</summary>
internal static class AdminNavigation
{
    private static AdminLink[] All(AdminWords words) =>
    [
        new(words.NavOverview, AdminPaths.Overview, Permission.UseAdmin, "g o"),
        new(words.NavQueue, QueueEndpoints.Path, Permission.ModerateComments, "g q"),
        new(words.NavComments, CommentListEndpoints.Comments, Permission.ModerateComments, "g c"),
        new(words.NavContent, AdminPaths.Content, Permission.ManageContent, "g r"),
        new(words.NavHosting, AdminPaths.Hosting, Permission.ManageContent, "g b"),
        new(words.NavEvents, AdminPaths.Events, Permission.ManageEvents, "g e"),
        new(words.NavMails, AdminPaths.Mails, Permission.ManageMails, "g m"),
        new(words.NavRequests, AdminPaths.Requests, Permission.ManagePrivacy, "g d"),
        new(words.NavRetention, AdminPaths.Retention, Permission.ManagePrivacy, "g t"),
        new(words.NavConsentTexts, "/admin/consent-texts/", Permission.ManagePrivacy, "g w"),
        new(words.NavAuditTrail, "/admin/audit/", Permission.ReadAudit, "g a"),
        new(words.NavPeople, AdminPaths.People, Permission.ManagePeople, "g p"),
        new(words.NavSettings, "/admin/settings/", Permission.ReadSettings, "g s"),
        new(words.NavHealth, "/admin/health/", Permission.ReadHealth, "g h"),
        new(words.NavYourAccount, AdminPaths.Account, Permission.UseAdmin, "g y"),
    ];

    /// <summary>What a person may go to, in the words of a language.</summary>
    public static IReadOnlyList<AdminLink> For(SignedInPerson? person, AdminWords words) =>
        [.. All(words).Where(link => person?.May(link.Permission) is true)];
}

/// <summary>A line of the navigation.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Address">The path of the page, with a slash at the end.</param>
/// <param name="Permission">Who sees it.</param>
/// <param name="Keys">The keys that lead there, one after the other; no two lines have the same.</param>
public sealed record AdminLink(string Title, string Address, Permission Permission, string Keys);
