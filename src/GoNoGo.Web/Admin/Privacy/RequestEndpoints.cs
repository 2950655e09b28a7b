using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Admin.Pages;
using GoNoGo.Web.Api;

namespace GoNoGo.Web.Admin.Privacy;

/// <summary>Requests about personal data with their clocks, what each asks for, and their answers.</summary>
internal static class RequestEndpoints
{
    private const string Pattern = "/requests/{id:guid}/";

    public static void MapRequests(this RouteGroupBuilder admin)
    {
        admin.MapAdminPage("/requests/", Permission.ManagePrivacy, ListAsync);
        admin.MapAdminPage(Pattern, Permission.ManagePrivacy, request => ShowAsync(request, refusal: null));
        admin.MapAdminForm(Pattern + "acceptance/", Permission.ManagePrivacy, AcceptAsync).AskAgain();
        admin.MapAdminForm(Pattern + "refusal/", Permission.ManagePrivacy, RefuseAsync);
        admin.MapAdminForm(Pattern + "extension/", Permission.ManagePrivacy, ExtendAsync);
    }

    public static string PathOf(Guid id) => $"{AdminPaths.Requests}{id:D}/";

    private static async Task<IResult> ListAsync(AdminRequest request)
    {
        await request.EnterAccessAsync("privacy_request");
        var includesAnswered = request.Query("answered") is "true";
        return await request.PageAsync<RequestListPage>(
            request.Words.NavRequests,
            (nameof(RequestListPage.Rows), await request.Service<PrivacyRequests>().ListAsync(includesAnswered, request.Aborted)),
            (nameof(RequestListPage.IncludesAnswered), includesAnswered),
            (nameof(RequestListPage.Today), Today(request)));
    }

    private static async Task<IResult> AcceptAsync(AdminRequest request)
    {
        if ((await request.FormAsync()).Error is { } refusal)
        {
            return await request.RefusedAsync(refusal);
        }

        var accepted = await request.Service<PrivacyRequests>().AcceptAsync(IdOf(request), request.Person.Identity, request.Aborted);
        return await AnswerAsync(request, accepted, "request-accepted");
    }

    private static async Task<IResult> RefuseAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var reason = form.Text("reason");
        var refused = await request.Service<PrivacyRequests>().RefuseAsync(
            IdOf(request), reason, request.Person.Identity, request.Aborted);
        return await AnswerAsync(request, refused, "request-refused", reason);
    }

    private static async Task<IResult> ExtendAsync(AdminRequest request)
    {
        if (!(await request.FormAsync()).Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        var reason = form.Text("reason");
        var extended = await request.Service<PrivacyRequests>().ExtendAsync(
            IdOf(request), reason, PrivacyEndpoints.ZoneOf(request), request.Person.Identity, request.Aborted);
        return await AnswerAsync(request, extended, "request-extended", reason);
    }

    private static async Task<IResult> AnswerAsync(AdminRequest request, Result<Guid> answered, string notice, string? typed = null) =>
        answered.Error is { } refusal
            ? await ShowAsync(request, refusal, typed)
            : AdminRequest.Done(PathOf(IdOf(request)), notice);

    private static async Task<IResult> ShowAsync(AdminRequest request, Error? refusal, string? typed = null)
    {
        var id = IdOf(request);
        await request.EnterAccessAsync("privacy_request", id.ToString("D", CultureInfo.InvariantCulture));
        var found = await request.Service<PrivacyRequests>().FindAsync(id, request.Aborted);
        return found.Succeeded(out var open, out var gone)
            ? await request.PageAsync<RequestPage>(
                refusal is null ? StatusCodes.Status200OK : Problems.For(refusal).StatusCode,
                request.Words.Personal.Kind(open.View.Kind),
                (nameof(RequestPage.Open), open),
                (nameof(RequestPage.Today), Today(request)),
                (nameof(RequestPage.Typed), typed),
                (nameof(RequestPage.Message), refusal?.Message))
            : await request.RefusedAsync(gone);
    }

    private static DateOnly Today(AdminRequest request) =>
        DueDates.DayOf(request.Service<TimeProvider>().GetUtcNow(), PrivacyEndpoints.ZoneOf(request));

    private static Guid IdOf(AdminRequest request) => Guid.Parse(request.Route("id"), CultureInfo.InvariantCulture);
}
