using System.Globalization;
using GoNoGo.Accounts.Users;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Access;
using GoNoGo.Web.Api.Description;

namespace GoNoGo.Web.Api;

/// <summary>What a privacy officer does over JSON: requests with their clocks, what goes and when, what is held.</summary>
internal static class PrivacyDeskEndpoints
{
    private const string Privacy = "/v1/privacy";
    private const string Request = $"{Privacy}/requests/{{id:guid}}";

    public static void MapPrivacyDesk(this ApiRoutes api)
    {
        api.Get($"{Privacy}/requests", RequestsAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Requests);
        api.Get(Request, RequestAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Request);
        api.Post($"{Request}/acceptance", AcceptAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Accept).AskAgain();
        api.Post($"{Request}/refusal", RefuseAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Refuse);
        api.Post($"{Request}/extension", ExtendAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Extend);
        api.Get($"{Privacy}/retention", RetentionAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Retention);
        api.Get($"{Privacy}/holds", HoldsAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Holds);
        api.Put("/v1/comments/{id:guid}/hold", HoldAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Hold).AskAgain();
        api.Delete("/v1/comments/{id:guid}/hold", ReleaseAsync).ForStaff(Permission.ManagePrivacy, PrivacyOperations.Release).AskAgain();
    }

    private static async Task<IResult> RequestsAsync(HttpContext http)
    {
        await http.EnterAccessAsync("privacy_request");
        var rows = await http.Service<PrivacyRequests>().ListAsync(http.Request.Query["answered"] == "true", http.RequestAborted);
        return http.Private(new ListView<RequestItemView>([.. rows.Select(RequestItemView.From)], Next: null));
    }

    private static async Task<IResult> RequestAsync(Guid id, HttpContext http)
    {
        await http.EnterAccessAsync("privacy_request", id.ToString("D", CultureInfo.InvariantCulture));
        var found = await http.Service<PrivacyRequests>().FindAsync(id, http.RequestAborted);
        return found.Succeeded(out var open, out var refusal) ? http.Private(RequestFileView.From(open)) : Problems.For(refusal);
    }

    private static async Task<IResult> AcceptAsync(Guid id, HttpContext http) => await AnswerAsync(
        http, await http.Service<PrivacyRequests>().AcceptAsync(id, http.Person().Identity, http.RequestAborted));

    private static async Task<IResult> RefuseAsync(Guid id, HttpContext http)
    {
        if (!ReasonOf(http).Succeeded(out var reason, out var refusal))
        {
            return Problems.For(refusal);
        }

        var refused = await http.Service<PrivacyRequests>().RefuseAsync(id, reason, http.Person().Identity, http.RequestAborted);
        return await AnswerAsync(http, refused);
    }

    private static async Task<IResult> ExtendAsync(Guid id, HttpContext http)
    {
        if (!ReasonOf(http).Succeeded(out var reason, out var refusal))
        {
            return Problems.For(refusal);
        }

        var zone = (http.Service<SnapshotStore>().Current?.Site ?? SiteSettings.Default).TimeZone;
        var extended = await http.Service<PrivacyRequests>().ExtendAsync(
            id, reason, zone, http.Person().Identity, http.RequestAborted);
        return await AnswerAsync(http, extended);
    }

    private static Result<string> ReasonOf(HttpContext http) =>
        JsonBody.Read<ReasonBody>(http).Succeeded(out var body, out var refusal)
        && body.Text("reason").Succeeded(out var reason, out refusal)
            ? reason.Value ?? ""
            : refusal;

    private static async Task<IResult> AnswerAsync(HttpContext http, Result<Guid> answered)
    {
        if (!answered.Succeeded(out var id, out var refusal))
        {
            return Problems.For(refusal);
        }

        var found = await http.Service<PrivacyRequests>().FindAsync(id, http.RequestAborted);
        return found.Succeeded(out var open, out refusal) ? http.Private(RequestItemView.From(open.View)) : Problems.For(refusal);
    }

    private static async Task<IResult> RetentionAsync(HttpContext http)
    {
        var now = http.Service<TimeProvider>().GetUtcNow();
        var forecasts = await http.Service<RetentionPlan>().ForecastAsync(now, http.RequestAborted);
        return http.Private(new ListView<RetentionItemView>([.. forecasts.Select(RetentionItemView.From)], Next: null));
    }

    private static async Task<IResult> HoldsAsync(HttpContext http)
    {
        await http.EnterAccessAsync("legal_holds");
        var holds = await http.Service<LegalHolds>().ListAsync(http.RequestAborted);
        return http.Private(new ListView<PlacedHold>(holds, Next: null));
    }

    private static async Task<IResult> HoldAsync(Guid id, HttpContext http)
    {
        var read = JsonBody.Read<HoldBody>(http);
        if (!read.Succeeded(out var body, out var refusal)
            || !body.Text("reason").Succeeded(out var reason, out refusal)
            || !body.Text("until").Succeeded(out var until, out refusal))
        {
            return Problems.For(refusal);
        }

        if (!DateOnly.TryParseExact(until.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Problems.For(new InvalidQuery("until", "Give the day of its end, such as 2027-03-31."));
        }

        var end = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var placed = await http.Service<LegalHolds>().PlaceAsync(
            new PlacedHold(id, reason.Value ?? "", end), http.Person().Identity, http.RequestAborted);
        return placed.Succeeded(out var hold, out refusal) ? http.Private(hold) : Problems.For(refusal);
    }

    private static async Task<IResult> ReleaseAsync(Guid id, HttpContext http)
    {
        var released = await http.Service<LegalHolds>().ReleaseAsync(id, http.Person().Identity, http.RequestAborted);
        return released.Error is { } refusal ? Problems.For(refusal) : TypedResults.NoContent();
    }
}
