using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Moderation;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>The pages of the admin in the order of its navigation. A page that people go to has its line here.</summary>
internal static class AdminNavigation
{
    private static readonly AdminLink[] All =
    [
        new("Overview", AdminPaths.Overview, Permission.UseAdmin, "g o"),
        new("Queue", QueueEndpoints.Path, Permission.ModerateComments, "g q"),
        new("Comments", CommentListEndpoints.Comments, Permission.ModerateComments, "g c"),
        new("Content", AdminPaths.Content, Permission.ManageContent, "g r"),
        new("Hosting", AdminPaths.Hosting, Permission.ManageContent, "g b"),
        new("Events", AdminPaths.Events, Permission.ManageEvents, "g e"),
        new("Mails", AdminPaths.Mails, Permission.ManageMails, "g m"),
        new("Requests", AdminPaths.Requests, Permission.ManagePrivacy, "g d"),
        new("Retention", AdminPaths.Retention, Permission.ManagePrivacy, "g t"),
        new("Consent texts", "/admin/consent-texts/", Permission.ManagePrivacy, "g w"),
        new("Audit trail", "/admin/audit/", Permission.ReadAudit, "g a"),
        new("People", AdminPaths.People, Permission.ManagePeople, "g p"),
        new("Settings", "/admin/settings/", Permission.ReadSettings, "g s"),
        new("Health", "/admin/health/", Permission.ReadHealth, "g h"),
        new("Your account", AdminPaths.Account, Permission.UseAdmin, "g y"),
    ];

    /// <summary>What a person may go to.</summary>
    public static IReadOnlyList<AdminLink> For(SignedInPerson? person) =>
        [.. All.Where(link => person?.May(link.Permission) is true)];
}

/// <summary>A line of the navigation.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Address">The path of the page, with a slash at the end.</param>
/// <param name="Permission">Who sees it.</param>
/// <param name="Keys">The keys that lead there, one after the other; no two lines have the same.</param>
public sealed record AdminLink(string Title, string Address, Permission Permission, string Keys);
