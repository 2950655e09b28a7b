using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Admin.SignIn;

/// <summary>One's own account: passkeys, password and codes, sessions. What changes how one signs in asks first who is there.</summary>
internal static class AccountEndpoints
{

    public static void MapAccount(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/account/", Permission.UseAdmin, request => ShowAsync(request, refusal: null));
        admin.MapAdminPage("/account/password/", Permission.UseAdmin, request => ShowPasswordAsync(request, refusal: null, form: null))
            .AskAgain();
        admin.MapAdminForm("/account/password/", Permission.UseAdmin, SetPasswordAsync).AskAgain();
        admin.MapAdminForm("/account/password/removal/", Permission.UseAdmin, RemovePasswordAsync).AskAgain();
        admin.MapAdminForm("/account/recovery-codes/", Permission.UseAdmin, RenewCodesAsync).AskAgain();
        admin.MapAdminForm("/account/passkeys/options/", Permission.UseAdmin, OfferPasskeyAsync).AskAgain();
        admin.MapAdminForm("/account/passkeys/", Permission.UseAdmin, AddPasskeyAsync).AskAgain();
        admin.MapAdminForm("/account/passkeys/{id:guid}/removal/", Permission.UseAdmin, RemovePasskeyAsync).AskAgain();
        admin.MapAdminForm("/account/sessions/{id:guid}/end/", Permission.UseAdmin, EndSessionAsync);
        admin.MapAdminForm("/account/sessions/others/end/", Permission.UseAdmin, EndOthersAsync);
    }

    private static async Task<IResult> SetPasswordAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var chosen = new NewPassword(form.Text("password"), form.Text("offer"), form.Text("code"));
        var changed = await request.Service<OwnAccount>().SetPasswordAsync(request.Person, chosen, request.Visit, request.Aborted);
        return changed.Error is { } wrong ? await ShowPasswordAsync(request, wrong, form) : await ChangedAsync(request, changed, "");
    }

    private static async Task<IResult> RemovePasswordAsync(AdminRequest request) => await ChangedAsync(
        request,
        await request.Service<OwnAccount>().RemovePasswordAsync(request.Person, request.Visit, request.Aborted),
        "password-removed");

    private static async Task<IResult> RenewCodesAsync(AdminRequest request) => await ChangedAsync(
        request, await request.Service<OwnAccount>().RenewRecoveryCodesAsync(request.Person, request.Visit, request.Aborted), "");

    private static async Task<IResult> OfferPasskeyAsync(AdminRequest request) =>
        SignInEndpoints.JsonOf(await request.Service<PasskeyServer>().OfferAsync(
            request.Http, CeremonyKind.Add, request.Person.AuditTag, request.Person.AccountId, request.Person.Handle));

    private static async Task<IResult> AddPasskeyAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal)
            || !(await request.Service<PasskeyServer>().CheckNewAsync(
                request.Http, CeremonyKind.Add, request.Person.AuditTag, PasskeyAnswer.Of(form))).Succeeded(out var made, out refusal))
        {
            return await ShowAsync(request, refusal);
        }

        var added = await request.Service<OwnAccount>().AddPasskeyAsync(request.Person, made.Passkey, request.Visit, request.Aborted);
        return await ChangedAsync(request, added, "passkey-added");
    }

    private static async Task<IResult> RemovePasskeyAsync(AdminRequest request) => await ChangedAsync(
        request,
        await request.Service<OwnAccount>().RemovePasskeyAsync(request.Person, IdOf(request), request.Visit, request.Aborted),
        "passkey-removed");

    private static async Task<IResult> EndSessionAsync(AdminRequest request)
    {
        var ended = await request.Service<OwnAccount>().EndSessionsAsync(request.Person, IdOf(request), request.Aborted);
        return ended.Error is { } refusal ? await ShowAsync(request, refusal) : AdminRequest.Done(AdminPaths.Account, "session-ended");
    }

    private static async Task<IResult> EndOthersAsync(AdminRequest request)
    {
        var ended = await request.Service<OwnAccount>().EndSessionsAsync(request.Person, sessionId: null, request.Aborted);
        return ended.Error is { } refusal ? await ShowAsync(request, refusal) : AdminRequest.Done(AdminPaths.Account, "sessions-ended");
    }

    /// <summary>After a change of how somebody signs in the session has a new secret id, which the browser gets here.</summary>
    private static async Task<IResult> ChangedAsync(AdminRequest request, Result<StartedSession> changed, string notice)
    {
        if (!changed.Succeeded(out var session, out var refusal))
        {
            return await ShowAsync(request, refusal);
        }

        request.Service<SessionCookie>().Write(request.Http.Response, session.SecretId);
        return session.RecoveryCodes is { } codes
            ? await request.PageAsync<RecoveryCodesPage>(request.Words.TitleRecoveryCodes, (nameof(RecoveryCodesPage.Codes), codes))
            : AdminRequest.Done(AdminPaths.Account, notice);
    }

    internal static async Task<IResult> ShowAsync(AdminRequest request, Error? refusal)
    {
        var shown = await request.Service<OwnAccount>().ShowAsync(request.Person, request.Aborted);
        return shown.Succeeded(out var account, out var gone)
            ? await request.PageAsync<AccountPage>(
                refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
                request.Words.NavYourAccount,
                (nameof(AccountPage.Account), account),
                (nameof(AccountPage.Notices), await request.Service<StaffNotices>().ShowAsync(request.Person, request.Aborted)),
                (nameof(AccountPage.Tokens), await request.Service<ApiTokens>().ListAsync(account.Handle, request.Aborted)),
                (nameof(AccountPage.Refusal), refusal?.Message))
            : await request.RefusedAsync(gone);
    }

    private static async Task<IResult> ShowPasswordAsync(AdminRequest request, Error? refusal, PostedForm? form)
    {
        var totp = request.Service<TotpSecrets>();
        var (holder, issuer, handle) = (request.Person.AuditTag, request.Service<AdminWriter>().SiteTitle, request.Person.Handle);
        return await request.PageAsync<PasswordPage>(
            refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
            request.Words.PasswordAndCodes,
            (nameof(PasswordPage.Totp), form is null
                ? totp.Offer(holder, issuer, handle)
                : totp.OfferAgain(form.Text("offer"), holder, issuer, handle)),
            (nameof(PasswordPage.Refusal), refusal));
    }

    private static Guid IdOf(AdminRequest request) => Guid.TryParse(request.Route("id"), out var id) ? id : Guid.Empty;
}
