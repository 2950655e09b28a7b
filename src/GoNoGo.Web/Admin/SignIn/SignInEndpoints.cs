using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Limits;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>Signing in, by passkey or by password and code in one form, and out.</summary>
internal static class SignInEndpoints
{

    public static void MapSignIn(this RouteGroupBuilder admin)
    {
        admin.MapMethods("/sign-in/", PageRoutes.Reading, (HttpContext http, AdminWriter writer) => ShowAsync(http, writer, refusal: null))
            .OpenToEveryone();
        admin.MapPost("/sign-in/", ByPasswordAsync).OpenToEveryone().TakeFromOwnPages().Count(CountedKind.SignIn);
        admin.MapPost("/sign-in/passkey/options/", AskAsync).OpenToEveryone().TakeFromOwnPages()
            .Count(CountedKind.PasskeyQuestion);
        admin.MapPost("/sign-in/passkey/", ByPasskeyAsync).OpenToEveryone().TakeFromOwnPages().Count(CountedKind.SignIn);
        admin.MapAdminForm("/sign-out/", Permission.UseAdmin, SignOutAsync);
    }

    private static async Task<IResult> ByPasswordAsync(HttpContext http, SignInService signIn, SessionCookie cookie, AdminWriter writer)
    {
        var read = await PostedForm.ReadAsync(http.Request, http.RequestAborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await ShowAsync(http, writer, refusal);
        }

        var attempt = new PasswordAttempt(form.Text("handle"), form.Text("password"), form.Text("code"));
        var started = await signIn.ByPasswordAsync(attempt, VisitReading.Of(http), cookie.Read(http.Request), http.RequestAborted);
        return await EnterAsync(http, started, cookie, writer);
    }

    private static async Task<IResult> AskAsync(HttpContext http, PasskeyServer passkeys) =>
        JsonOf(await passkeys.AskAsync(http, CeremonyKind.SignIn, holder: ""));

    private static async Task<IResult> ByPasskeyAsync(
        HttpContext http, PasskeyServer passkeys, SignInService signIn, SessionCookie cookie, AdminWriter writer)
    {
        var read = await PostedForm.ReadAsync(http.Request, http.RequestAborted);
        if (!read.Succeeded(out var form, out var refusal)
            || !(await passkeys.CheckUseAsync(http, CeremonyKind.SignIn, "", PasskeyAnswer.Of(form))).Succeeded(out var use, out refusal))
        {
            return await ShowAsync(http, writer, refusal);
        }

        var started = await signIn.ByPasskeyAsync(use, VisitReading.Of(http), cookie.Read(http.Request), http.RequestAborted);
        return await EnterAsync(http, started, cookie, writer);
    }

    private static async Task<IResult> SignOutAsync(AdminRequest request)
    {
        await request.Service<SignInService>().SignOutAsync(request.Person, request.Aborted);
        request.Service<SessionCookie>().Forget(request.Http.Response);
        return AdminRequest.Done(AdminPaths.SignIn(), "signed-out");
    }

    /// <summary>What the browser needs to ask a device.</summary>
    public static IResult JsonOf(Result<System.Text.Json.Nodes.JsonObject> asked) =>
        asked.Succeeded(out var json, out var refusal) ? Results.Text(json.ToJsonString(), "application/json") : Problems.For(refusal);

    private static async Task<IResult> EnterAsync(
        HttpContext http, Result<StartedSession> started, SessionCookie cookie, AdminWriter writer)
    {
        if (!started.Succeeded(out var session, out var refusal))
        {
            return await ShowAsync(http, writer, refusal);
        }

        // Who gets in takes no place: many sign in from one office.
        await http.RequestServices.GetRequiredService<CountedWrites>().GiveBackAsync();
        cookie.Write(http.Response, session.SecretId);
        return new SeeOther(AdminPaths.ReturnOf(http.Request));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, AdminWriter writer, Error? refusal) => await writer.PageAsync<SignInPage>(
        http,
        person: null,
        refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
        writer.Words.SignIn,
        (nameof(SignInPage.Action), AdminPaths.SignIn(AdminPaths.ReturnOf(http.Request))),
        (nameof(SignInPage.Refusal), refusal?.Message),
        (nameof(SignInPage.NeedsTls), http.RequestServices.GetRequiredService<SessionCookie>().IsUnusable));
}
