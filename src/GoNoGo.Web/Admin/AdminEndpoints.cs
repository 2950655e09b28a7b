using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Moderation;
using GoNoGo.Web.Admin.Operations;
using GoNoGo.Web.Admin.Overview;
using GoNoGo.Web.Admin.People;
using GoNoGo.Web.Admin.Privacy;
using GoNoGo.Web.Admin.SignIn;

namespace GoNoGo.Web.Admin;

/// <summary>Everything under /admin, a line for each part. Whatever is posted here comes from our own pages.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var admin = endpoints.MapGroup(AdminPaths.Root).TakeFromOwnPages();
        admin.MapSignIn();
        admin.MapSetUp();
        admin.MapConfirmation();
        admin.MapOverview();
        admin.MapQueue();
        admin.MapCommentFiles();
        admin.MapCommentLists();
        admin.MapAccount();
        admin.MapTokens();
        admin.MapNotices();
        admin.MapPeople();
        admin.MapPrivacy();
        admin.MapOperations();
    }
}
