using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Access;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>How an admin page is added: one line with its permission. Patterns of pages end with a slash.</summary>
internal static class AdminRoutes
{
    /// <summary>A page, for GET and HEAD.</summary>
    public static IEndpointConventionBuilder MapAdminPage(
        this RouteGroupBuilder admin, string pattern, Permission permission, Func<AdminRequest, Task<IResult>> page) =>
        admin.MapMethods(pattern, PageRoutes.Reading, Serving(page)).RequirePermission(permission);

    /// <summary>What a form of a page is posted to.</summary>
    public static IEndpointConventionBuilder MapAdminForm(
        this RouteGroupBuilder admin, string pattern, Permission permission, Func<AdminRequest, Task<IResult>> answer) =>
        admin.MapPost(pattern, Serving(answer)).RequirePermission(permission);

    private static RequestDelegate Serving(Func<AdminRequest, Task<IResult>> answer) => async http =>
    {
        var person = http.Features.Get<SignedInPerson>() ?? throw new InvalidOperationException("Authorization let nobody in here.");
        var result = await answer(new AdminRequest(http, person));
        await result.ExecuteAsync(http);
    };
}
