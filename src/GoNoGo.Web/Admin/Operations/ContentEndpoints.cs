using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>What is served, what was refused and why, and a look at the repository now.</summary>
internal static class ContentEndpoints
{
    public static void MapContent(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/content/", Permission.ManageContent, ShowAsync);
        admin.MapAdminForm("/content/fetch/", Permission.ManageContent, FetchAsync);
    }

    private static Task<IResult> ShowAsync(AdminRequest request) => request.PageAsync<ContentPage>(
        request.Words.NavContent,
        (nameof(ContentPage.Status), request.Service<ContentFollower>().Status),
        (nameof(ContentPage.Snapshot), request.Service<SnapshotStore>().Current));

    private static async Task<IResult> FetchAsync(AdminRequest request)
    {
        var status = await request.Service<ContentFollower>().FetchNowAsync(request.Aborted);
        return AdminRequest.Done(AdminPaths.Content, status.LastError is null ? "content-fetched" : "content-not-fetched");
    }
}
