using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>Where who is signed in shows once more who they are, before what is dangerous.</summary>
internal static class ConfirmationEndpoints
{
    public static void MapConfirmation(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/confirm/", Permission.UseAdmin, request => ShowAsync(request, refusal: null));
        admin.MapAdminForm("/confirm/", Permission.UseAdmin, ByPasswordAsync);
        admin.MapAdminForm("/confirm/passkey/options/", Permission.UseAdmin, AskAsync);
        admin.MapAdminForm("/confirm/passkey/", Permission.UseAdmin, ByPasskeyAsync);
    }

    private static async Task<IResult> ByPasswordAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var attempt = new PasswordAttempt(request.Person.Handle, form.Text("password"), form.Text("code"));
        var confirmed = await request.Service<SignInService>()
            .ConfirmByPasswordAsync(request.Person, attempt, request.Visit, request.Aborted);
        return await GoOnAsync(request, confirmed);
    }

    private static async Task<IResult> AskAsync(AdminRequest request) => SignInEndpoints.JsonOf(
        await request.Service<PasskeyServer>().AskAsync(request.Http, CeremonyKind.Confirm, request.Person.AuditTag));

    private static async Task<IResult> ByPasskeyAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal)
            || !(await request.Service<PasskeyServer>().CheckUseAsync(
                request.Http, CeremonyKind.Confirm, request.Person.AuditTag, PasskeyAnswer.Of(form))).Succeeded(out var use, out refusal))
        {
            return await ShowAsync(request, refusal);
        }

        var confirmed = await request.Service<SignInService>().ConfirmByPasskeyAsync(request.Person, use, request.Visit, request.Aborted);
        return await GoOnAsync(request, confirmed);
    }

    private static async Task<IResult> GoOnAsync(AdminRequest request, Result<StartedSession> confirmed)
    {
        if (!confirmed.Succeeded(out var session, out var refusal))
        {
            return await ShowAsync(request, refusal);
        }

        request.Service<SessionCookie>().Write(request.Http.Response, session.SecretId);
        return AdminRequest.Done(AdminPaths.ReturnOf(request.Http.Request), "confirmed");
    }

    private static Task<IResult> ShowAsync(AdminRequest request, Error? refusal) => request.PageAsync<ConfirmPage>(
        refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
        request.Words.TitleIsItYou,
        (nameof(ConfirmPage.Action), AdminPaths.Confirm(AdminPaths.ReturnOf(request.Http.Request))),
        (nameof(ConfirmPage.Refusal), refusal?.Message));
}
