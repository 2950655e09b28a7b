using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.People;

/// <summary>Who has an account, what they may, and where they are signed in. Only administrators come here.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/people/", Permission.ManagePeople, request => ShowAsync(request, refusal: null));
        admin.MapAdminForm("/people/", Permission.ManagePeople, AddAsync).AskAgain();
        admin.MapAdminForm("/people/{handle}/roles/", Permission.ManagePeople, ChangeRolesAsync).AskAgain();
        admin.MapAdminForm("/people/{handle}/link/", Permission.ManagePeople, ResetAsync).AskAgain();
        admin.MapAdminForm("/people/{handle}/removal/", Permission.ManagePeople, RemoveAsync).AskAgain();
        admin.MapAdminForm("/people/sessions/{id:guid}/end/", Permission.ManagePeople, EndSessionAsync);
    }

    private static async Task<IResult> AddAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var roles = RolePermissions.Parse(form.All("roles"));
        var added = await request.Service<StaffDirectory>().AddAsync(request.Person, form.Text("handle"), roles, request.Aborted);
        return await LinkAsync(request, added, form.Text("handle"));
    }

    private static async Task<IResult> ResetAsync(AdminRequest request) => await LinkAsync(
        request, await request.Service<StaffDirectory>().ResetAsync(request.Person, request.Route("handle"), request.Aborted));

    private static async Task<IResult> ChangeRolesAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var changed = await request.Service<StaffDirectory>().ChangeRolesAsync(
            request.Person, request.Route("handle"), RolePermissions.Parse(form.All("roles")), request.Aborted);
        return changed.Error is { } wrong ? await ShowAsync(request, wrong) : AdminRequest.Done(AdminPaths.People, "roles-changed");
    }

    private static async Task<IResult> RemoveAsync(AdminRequest request)
    {
        var removed = await request.Service<StaffDirectory>().RemoveAsync(request.Person, request.Route("handle"), request.Aborted);
        return removed.Error is { } wrong ? await ShowAsync(request, wrong) : AdminRequest.Done(AdminPaths.People, "person-removed");
    }

    private static async Task<IResult> EndSessionAsync(AdminRequest request)
    {
        var id = Guid.TryParse(request.Route("id"), out var parsed) ? parsed : Guid.Empty;
        var ended = await request.Service<StaffDirectory>().EndSessionAsync(request.Person, id, request.Aborted);
        return ended.Error is { } wrong ? await ShowAsync(request, wrong) : AdminRequest.Done(AdminPaths.People, "session-ended");
    }

    /// <summary>The link is shown once, here; the administrator hands it on by a way of their own.</summary>
    private static async Task<IResult> LinkAsync(AdminRequest request, Result<PersonLink> made, string typed = "")
    {
        if (!made.Succeeded(out var link, out var refusal))
        {
            return await ShowAsync(request, refusal, typed);
        }

        var address = request.Service<PublicAddress>().Absolute(AdminPaths.SetUp(link.Token));
        return await request.PageAsync<PersonLinkPage>(
            request.Words.TitleLinkFor(link.Handle),
            (nameof(PersonLinkPage.Handle), link.Handle),
            (nameof(PersonLinkPage.Address), address.AbsoluteUri));
    }

    internal static async Task<IResult> ShowAsync(AdminRequest request, Error? refusal, string typed = "")
    {
        await request.EnterAccessAsync("staff");
        return await request.PageAsync<PeoplePage>(
            refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
            request.Words.NavPeople,
            (nameof(PeoplePage.People), await request.Service<StaffDirectory>().ListAsync(request.Aborted)),
            (nameof(PeoplePage.Sessions), await request.Service<SessionStore>().ListAsync(accountId: null, request.Aborted)),
            (nameof(PeoplePage.OfCommenters), await request.Service<SessionStore>().ListOfCommentersAsync(request.Aborted)),
            (nameof(PeoplePage.Tokens), await request.Service<ApiTokens>().ListAsync(handle: null, request.Aborted)),
            (nameof(PeoplePage.Typed), typed),
            (nameof(PeoplePage.Refusal), refusal?.Message));
    }
}
