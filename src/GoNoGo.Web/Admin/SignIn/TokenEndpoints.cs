using System.Globalization;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Admin.People;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>API tokens: their owner makes and revokes them, an administrator revokes anybody's.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this RouteGroupBuilder admin)
    {
        admin.MapAdminForm("/account/tokens/", Permission.UseAdmin, MakeAsync).AskAgain();
        admin.MapAdminForm("/account/tokens/{id:guid}/end/", Permission.UseAdmin, RevokeOwnAsync);
        admin.MapAdminForm("/people/tokens/{id:guid}/end/", Permission.ManagePeople, RevokeAnyAsync);
    }

    /// <summary>The token is shown once, here.</summary>
    private static async Task<IResult> MakeAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var days = int.TryParse(form.Text("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var wanted = new NewApiToken(form.Text("name"), PermissionNames.Parse(form.All("permissions")), days);
        var made = await request.Service<ApiTokens>().MakeAsync(request.Person, request.Person.Handle, wanted, request.Aborted);
        return made.Succeeded(out var token, out var wrong)
            ? await request.PageAsync<TokenPage>(request.Words.TitleNewToken, (nameof(TokenPage.Token), token))
            : await AccountEndpoints.ShowAsync(request, wrong);
    }

    private static async Task<IResult> RevokeOwnAsync(AdminRequest request)
    {
        var revoked = await request.Service<ApiTokens>().RevokeAsync(request.Person, IdOf(request), onlyOwn: true, request.Aborted);
        return revoked.Error is { } wrong
            ? await AccountEndpoints.ShowAsync(request, wrong)
            : AdminRequest.Done(AdminPaths.Account, "token-revoked");
    }

    private static async Task<IResult> RevokeAnyAsync(AdminRequest request)
    {
        var revoked = await request.Service<ApiTokens>().RevokeAsync(request.Person, IdOf(request), onlyOwn: false, request.Aborted);
        return revoked.Error is { } wrong
            ? await PeopleEndpoints.ShowAsync(request, wrong)
            : AdminRequest.Done(AdminPaths.People, "token-revoked");
    }

    private static Guid IdOf(AdminRequest request) => Guid.TryParse(request.Route("id"), out var id) ? id : Guid.Empty;
}
