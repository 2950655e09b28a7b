using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Cli;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.Operations;

/// <summary>What is served, what was refused and why, and a look at the repository now.</summary>
internal static class ContentEndpoints
{
    public static void MapContent(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/content/", Permission.ManageContent, ShowAsync);
        admin.MapAdminForm("/content/fetch/", Permission.ManageContent, FetchAsync);
        admin.MapAdminForm("/content/draft-link/", Permission.ManageContent, LinkDraftAsync);
    }

    private static Task<IResult> ShowAsync(AdminRequest request) => ShowAsync(request, linked: null, link: null);

    private static Task<IResult> ShowAsync(AdminRequest request, string? linked, string? link)
    {
        var snapshot = request.Service<SnapshotStore>().Current;
        var now = request.Service<TimeProvider>().GetUtcNow();
        return request.PageAsync<ContentPage>(
            request.Words.NavContent,
            (nameof(ContentPage.Status), request.Service<ContentFollower>().Status),
            (nameof(ContentPage.Snapshot), snapshot),
            (nameof(ContentPage.KeptBack), snapshot?.Posts.Where(post => !post.IsPublished(now)).ToList() ?? []),
            (nameof(ContentPage.Linked), linked),
            (nameof(ContentPage.Link), link));
    }

    /// <summary>The link is in the answer alone: it is a secret, and it is not kept.</summary>
    private static async Task<IResult> LinkDraftAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var slug = form.Text("slug");
        var now = request.Service<TimeProvider>().GetUtcNow();
        if (request.Service<SnapshotStore>().Current?.FindUnpublished(slug, now) is null)
        {
            return AdminRequest.Done(AdminPaths.Content, "draft-gone");
        }

        await request.Http.RequestServices.EnterAsync(request.Person.Identity.Act("draft.linked", "post", slug), request.Aborted);
        var path = DraftEndpoint.AddressOf(slug, request.Service<DraftLinks>().TokenFor(slug));
        return await ShowAsync(request, slug, request.Service<PublicAddress>().Absolute(path).AbsoluteUri);
    }

    private static async Task<IResult> FetchAsync(AdminRequest request)
    {
        var status = await request.Service<ContentFollower>().FetchNowAsync(request.Aborted);
        return AdminRequest.Done(AdminPaths.Content, status.LastError is null ? "content-fetched" : "content-not-fetched");
    }
}
