using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Limits;

namespace GoNoGo.Web.Pages;

/// <summary>
/// <c>/privacy</c>: who asks about an address gets the same answer whatever is held about it; who opens the mailed link, or has that of a
/// comment, gets their data and what can be done with them.
/// </summary>
internal static class PrivacyEndpoints
{
    public const string PersonPath = "/privacy/person/";
    public const string CommentPath = "/privacy/comment/";

    private const string OpenPath = "/privacy/open/{token}/";

    public static void MapPrivacy(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPage("/privacy", request => request.PageAsync<PrivacyPage>());
        endpoints.MapForm("/privacy", AskAsync);
        endpoints.MapPrivatePage(OpenPath, AskToOpenAsync);
        endpoints.MapForm(OpenPath, OpenAsync);
        endpoints.MapPage("/privacy/check/", request => request.PageAsync<PrivacyCheckPage>());
        endpoints.MapForm("/privacy/check/", PrivacyCheckEndpoint.AnswerAsync);
        endpoints.MapPrivatePage($"{PersonPath}{{token}}/", PrivacyDataEndpoint.ShowAsync);
        endpoints.MapForm($"{PersonPath}{{token}}/", PrivacyDataEndpoint.ActAsync);
        endpoints.MapPrivatePage($"{CommentPath}{{token}}/", PrivacyDataEndpoint.ShowAsync);
        endpoints.MapForm($"{CommentPath}{{token}}/", PrivacyDataEndpoint.ActAsync);
    }

    public static Task<IResult> GoneAsync(BlogRequest request) =>
        request.PrivatePageAsync<PrivacyGonePage>(StatusCodes.Status404NotFound);

    private static async Task<IResult> AskAsync(BlogRequest request)
    {
        var read = await PostedForm.ReadAsync(request.Http.Request, request.Aborted);
        if (!read.Succeeded(out var form, out var refusal))
        {
            return await request.RefusedAsync(refusal);
        }

        if (EmailAddress.TryParse(form.Text("email")) is not { } address)
        {
            return await request.PrivatePageAsync<PrivacyPage>(
                StatusCodes.Status422UnprocessableEntity,
                (nameof(PrivacyPage.Email), form.Text("email")),
                (nameof(PrivacyPage.IsWrong), true));
        }

        if (await request.Service<CountedWrites>().TakeAsync(request.Http, CountedKind.MailedLink) is { } tooMany)
        {
            return await request.PrivatePageAsync<PrivacyPage>(
                StatusCodes.Status429TooManyRequests,
                (nameof(PrivacyPage.Email), form.Text("email")),
                (nameof(PrivacyPage.Refusal), request.Words.Errors.Of(tooMany)));
        }

        // The same work for every address: whether anything is held about it is looked up behind the event bus.
        var asked = await request.Service<PrivacyLinks>().AskAsync(address, request.Context.Site.Language, request.Aborted);
        return asked.Error is { } failed
            ? await request.RefusedAsync(failed)
            : await request.PrivatePageAsync<PrivacyPage>(StatusCodes.Status200OK, (nameof(PrivacyPage.IsAsked), true));
    }

    private static async Task<IResult> AskToOpenAsync(BlogRequest request) =>
        await request.Service<PrivacyLinks>().CanOpenAsync(request.Route("token"), request.Aborted)
            ? await request.PrivatePageAsync<PrivacyOpenPage>(StatusCodes.Status200OK)
            : await GoneAsync(request);

    private static async Task<IResult> OpenAsync(BlogRequest request)
    {
        if ((await PostedForm.ReadAsync(request.Http.Request, request.Aborted)).Error is { } refusal)
        {
            return await request.RefusedAsync(refusal);
        }

        var opened = await request.Service<PrivacyLinks>().OpenAsync(request.Route("token"), request.Aborted);
        return opened.Succeeded(out var page, out _) ? new SeeOther($"{PersonPath}{page}/") : await GoneAsync(request);
    }
}
