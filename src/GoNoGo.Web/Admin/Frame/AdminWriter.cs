using GoNoGo.Accounts.Sessions;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Languages;
using GoNoGo.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>Answers with pages of the admin, also while there is no content to serve.</summary>
internal sealed class AdminWriter(PageRenderer renderer, PageWriter pages, AdminFiles files, SnapshotStore snapshots)
{
    private const string FrameParameter = "Frame";

    /// <summary>The name of the blog.</summary>
    public string SiteTitle => (snapshots.Current?.Site ?? SiteSettings.Default).Title;

    /// <summary>The words of the blog's language.</summary>
    public AdminWords Words => AdminWords.In(pages.Words.Language);

    public async Task<AdminResult> PageAsync<TComponent>(
        HttpContext http, SignedInPerson? person, int status, string title, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var frame = new AdminFrame(
            title,
            person,
            AdminNavigation.For(person, Words),
            http.Request.Path.Value ?? AdminPaths.Overview,
            pages.Context(snapshots.Current?.Site ?? SiteSettings.Default),
            files.Addresses,
            AdminNotices.Of(http.Request, Words));
        var all = parameters.Append((Name: FrameParameter, Value: frame)).ToDictionary(one => one.Name, one => one.Value);
        return new AdminResult(await renderer.RenderAsync<TComponent>(all, http.RequestAborted), status);
    }

    public async Task<IResult> RefusedAsync(HttpContext http, SignedInPerson? person, Error refusal)
    {
        var status = Problems.For(refusal).StatusCode;
        return await PageAsync<RefusedPage>(
            http, person, status, status == StatusCodes.Status404NotFound ? Words.NotFound : Words.NotDone,
            (nameof(RefusedPage.Message), Words.Public.Errors.Of(refusal)));
    }
}
