using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>
/// The page of a one-time link: its holder chooses a passkey, or a password with an app for codes, and is signed in. Looking at it changes
/// nothing, so that a program that follows links uses none up.
/// </summary>
internal static class SetUpEndpoints
{
    private const string Pattern = "/set-up/{token}/";

    public static void MapSetUp(this RouteGroupBuilder admin)
    {
        // As a delegate: taken for a RequestDelegate, what it returns would be dropped.
        admin.MapMethods(Pattern, PageRoutes.Reading, (Delegate)OpenAsync).OpenToEveryone();
        admin.MapPost(Pattern, ByPasswordAsync).OpenToEveryone();
        admin.MapPost(Pattern + "passkey/options/", OfferPasskeyAsync).OpenToEveryone();
        admin.MapPost(Pattern + "passkey/", ByPasskeyAsync).OpenToEveryone();
    }

    private static Task<IResult> OpenAsync(HttpContext http) => ShowAsync(http, refusal: null);

    private static async Task<IResult> ByPasswordAsync(HttpContext http, SetUpService setUp, SessionCookie cookie)
    {
        var read = await PostedForm.ReadAsync(http.Request, http.RequestAborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await ShowAsync(http, refusal);
        }

        var chosen = new NewPassword(form.Text("password"), form.Text("offer"), form.Text("code"));
        var started = await setUp.ByPasswordAsync(
            TokenOf(http), form.Text("handle"), chosen, VisitReading.Of(http), cookie.Read(http.Request), http.RequestAborted);
        return await EnterAsync(http, started, cookie, form);
    }

    private static async Task<IResult> OfferPasskeyAsync(HttpContext http, PasskeyServer passkeys, OneTimeLinks links, SetUpService setUp)
    {
        var read = await PostedForm.ReadAsync(http.Request, http.RequestAborted);
        if (!read.Succeeded(out var form, out var refusal)
            || !(await links.FindAsync(TokenOf(http), http.RequestAborted)).Succeeded(out var offer, out refusal))
        {
            return Problems.For(refusal);
        }

        if (Handle.TryParse(offer.Handle ?? form.Text("handle")) is not { } handle)
        {
            return Problems.For(new HandleInvalid());
        }

        var accountId = offer.AccountId ?? setUp.NewAccountId();
        return SignInEndpoints.JsonOf(await passkeys.OfferAsync(http, CeremonyKind.SetUp, offer.Holder, accountId, handle));
    }

    private static async Task<IResult> ByPasskeyAsync(
        HttpContext http, PasskeyServer passkeys, OneTimeLinks links, SetUpService setUp, SessionCookie cookie)
    {
        var read = await PostedForm.ReadAsync(http.Request, http.RequestAborted);
        if (!read.Succeeded(out var form, out var refusal)
            || !(await links.FindAsync(TokenOf(http), http.RequestAborted)).Succeeded(out var offer, out refusal)
            || !(await passkeys.CheckNewAsync(http, CeremonyKind.SetUp, offer.Holder, PasskeyAnswer.Of(form)))
                .Succeeded(out var made, out refusal))
        {
            return await ShowAsync(http, refusal);
        }

        var started = await setUp.ByPasskeyAsync(
            TokenOf(http),
            made.AccountId,
            made.Handle,
            made.Passkey,
            VisitReading.Of(http),
            cookie.Read(http.Request),
            http.RequestAborted);
        return await EnterAsync(http, started, cookie, form);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, Result<StartedSession> started, SessionCookie cookie, PostedForm form)
    {
        if (!started.Succeeded(out var session, out var refusal))
        {
            return await ShowAsync(http, refusal, form);
        }

        cookie.Write(http.Response, session.SecretId);
        return session.RecoveryCodes is { } codes
            ? await Writer(http).PageAsync<RecoveryCodesPage>(
                http,
                person: null,
                StatusCodes.Status200OK,
                Writer(http).Words.TitleRecoveryCodes,
                (nameof(RecoveryCodesPage.Codes), codes))
            : new SeeOther(AdminPaths.Overview);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Error? refusal, PostedForm? form = null)
    {
        var writer = http.RequestServices.GetRequiredService<AdminWriter>();
        var found = await http.RequestServices.GetRequiredService<OneTimeLinks>().FindAsync(TokenOf(http), http.RequestAborted);
        if (!found.Succeeded(out var offer, out var over))
        {
            return await writer.RefusedAsync(http, person: null, over);
        }

        var handle = offer.Handle ?? form?.Text("handle") ?? "";
        var totp = http.RequestServices.GetRequiredService<TotpSecrets>();
        var issuer = writer.SiteTitle;
        var codes = form is null
            ? totp.Offer(offer.Holder, issuer, offer.Handle ?? "administrator")
            : totp.OfferAgain(form.Text("offer"), offer.Holder, issuer, offer.Handle ?? "administrator");
        var page = await writer.PageAsync<SetUpPage>(
            http,
            person: null,
            refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
            offer.AccountId is null ? writer.Words.TitleBecomeAdministrator : writer.Words.TitleSetUp,
            (nameof(SetUpPage.Action), AdminPaths.SetUp(TokenOf(http))),
            (nameof(SetUpPage.KnownHandle), offer.Handle),
            (nameof(SetUpPage.Typed), handle),
            (nameof(SetUpPage.Totp), codes),
            (nameof(SetUpPage.Refusal), refusal),
            (nameof(SetUpPage.NeedsTls), http.RequestServices.GetRequiredService<SessionCookie>().IsUnusable));
        return page.Secretly();
    }

    private static string TokenOf(HttpContext http) => http.GetRouteValue("token") as string ?? "";

    private static AdminWriter Writer(HttpContext http) => http.RequestServices.GetRequiredService<AdminWriter>();
}
