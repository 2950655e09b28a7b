using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using GoNoGo.Accounts.Users;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>What a privacy officer meets: requests with their clocks, what goes, what is held, which words were agreed to.</summary>
public sealed class PrivacyDeskTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const string Requests = "/api/v1/privacy/requests";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_seen_as_a_difference_and_made_and_who_made_it_is_on_record()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        var (comment, request) = await AskAsync(officer, "rectify", ("content", "It was in May."), ("text", "A wrong month."));

        var file = await PageAsync(officer, request);
        Assert.Contains("A wrong month.", file.QuerySelector("#asked")?.ParentElement?.TextContent, StringComparison.Ordinal);
        Assert.Equal(["May."], file.QuerySelectorAll(".difference ins").Select(WithoutMarks));
        Assert.Equal(["March."], file.QuerySelectorAll(".difference del").Select(WithoutMarks));
        using var answer = await officer.PostAsync(request + "acceptance/");

        Assert.Equal(request + "?done=request-accepted", answer.Headers.Location?.OriginalString);
        Assert.Equal("It was in May.", Assert.Single(await blog.StoredAsync("post-1"), stored => stored.Id == comment).Content);
        var entries = await ReadAsync(await officer.GetAsync("/api/v1/audit/entries?action=privacy_request.done", Cancelled));
        Assert.Equal("Staff", entries.GetProperty("items")[0].GetProperty("actor").GetString());
        var looked = await ReadAsync(
            await officer.GetAsync("/api/v1/audit/entries?type=privacy_request&action=personal_data.read", Cancelled));
        Assert.Contains(Items(looked), entry => request.Contains(Text(entry, "resource_id"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_what_was_typed_survives()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        var (_, request) = await AskAsync(officer, "object", ("text", "Leave me out."));

        using var without = await officer.PostAsync(request + "refusal/", ("reason", " "));
        using var tooLong = await officer.PostAsync(request + "refusal/", ("reason", "why " + new string('x', 2001)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains("why xxx", (await tooLong.PageOfAsync()).QuerySelector("textarea")?.TextContent, StringComparison.Ordinal);
        using var refused = await officer.PostAsync(request + "refusal/", ("reason", "It is needed."));

        Assert.Equal(request + "?done=request-refused", refused.Headers.Location?.OriginalString);
        var file = await PageAsync(officer, request);
        Assert.Contains("It is needed.", file.QuerySelector("#given")?.ParentElement?.TextContent, StringComparison.Ordinal);
        Assert.Null(file.QuerySelector("form[action$='refusal/']"));
        using var again = await officer.PostAsync(request + "refusal/", ("reason", "Once more."));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_request_is_extended_once_and_then_overdue_on_overview_and_health()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer | StaffRoles.Administrator);
        var (_, request) = await AskAsync(officer, "restrict", ("text", "I dispute it."));
        var api = Requests + "/" + request.Split('/')[3];

        var extended = await ReadAsync(await officer.PostAsJsonAsync(api + "/extension", new { reason = "It is much." }, Cancelled));
        Assert.True(extended.GetProperty("extended").GetBoolean());
        using var twice = await officer.PostAsJsonAsync(api + "/extension", new { reason = "It is more." }, Cancelled);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("about personal data wait", await TextAsync(officer, "/admin/"), StringComparison.Ordinal);

        blog.Time.Advance(TimeSpan.FromDays(100));
        using var later = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer | StaffRoles.Administrator);
        var list = await PageAsync(later, "/admin/requests/");
        Assert.Contains("overdue", list.QuerySelector(".late")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("are overdue", await TextAsync(later, "/admin/"), StringComparison.Ordinal);
        Assert.Contains("are overdue", await TextAsync(later, "/admin/health/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_is_held_and_let_go_and_a_hold_without_end_is_refused()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment("Needed in court"));
        var until = blog.Time.GetUtcNow().AddDays(100).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        using var endless = await HoldAsync(officer, id, until: "");
        var kept = await endless.PageOfAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, endless.StatusCode);
        Assert.Equal("Claim 12", kept.QuerySelector("#reason")?.GetAttribute("value"));
        using var held = await HoldAsync(officer, id, until);
        Assert.Equal("/admin/retention/?done=hold-placed", held.Headers.Location?.OriginalString);
        var holds = await ReadAsync(await officer.GetAsync("/api/v1/privacy/holds", Cancelled));
        Assert.Contains(Items(holds), hold => Text(hold, "comment_id") == id.ToString());
        using var ended = await officer.PostAsync($"/admin/retention/holds/{id}/end/");

        Assert.Equal("/admin/retention/?done=hold-ended", ended.Headers.Location?.OriginalString);
        using var again = await officer.DeleteAsync($"/api/v1/comments/{id}/hold", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_clock_that_has_jumped_is_said_and_confirmed_by_a_tick()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        using var first = await officer.PostAsync("/admin/retention/sweep/", ("clock-is-right", "true"));
        Assert.Equal("/admin/retention/?done=retention-swept", first.Headers.Location?.OriginalString);
        blog.Time.Advance(TimeSpan.FromDays(10));
        using var later = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);

        using var refused = await later.PostAsync("/admin/retention/sweep/");
        var page = await refused.PageOfAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.NotNull(page.QuerySelector("#clock-is-right"));
        using var confirmed = await later.PostAsync("/admin/retention/sweep/", ("clock-is-right", "true"));

        Assert.Equal("/admin/retention/?done=retention-swept", confirmed.Headers.Location?.OriginalString);
        Assert.Null((await PageAsync(later, "/admin/retention/")).QuerySelector("#clock-is-right"));
    }

    [Fact]
    public async Task Words_of_consent_are_shown_with_their_hash_and_how_often_they_were_agreed_to()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        await blog.Reader.TakeCommentAsync("post-3", ApiClient.Comment("I agree"));

        var page = await PageAsync(officer, "/admin/consent-texts/");

        var publishing = page.QuerySelectorAll("section.card")[0].TextContent;
        Assert.Contains("0a204d1809fb7503678bc7e71c9777dbbe3290c499ce536c6fdb62bbb72fe371", publishing, StringComparison.Ordinal);
        Assert.DoesNotContain("agreed to never", publishing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_is_paged_by_key_and_verified_over_json()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);
        for (var i = 0; i < 30; i++)
        {
            using var looked = await officer.GetAsync("/admin/retention/", Cancelled);
        }

        var first = await ReadAsync(await officer.GetAsync("/api/v1/audit/entries?transactions=true", Cancelled));
        var next = await ReadAsync(await officer.GetAsync(first.GetProperty("next").GetString()!, Cancelled));
        Assert.Equal(
            Items(first)[^1].GetProperty("sequence").GetInt64() - 1, Items(next)[0].GetProperty("sequence").GetInt64());
        var verified = await ReadAsync(await officer.PostAsJsonAsync("/api/v1/audit/verifications", new { }, Cancelled));

        Assert.True(verified.GetProperty("clean").GetBoolean());
        using var wrong = await officer.GetAsync("/api/v1/audit/entries?before=x", Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task Events_are_read_over_json_and_only_dead_letters_are_decided_on()
    {
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);
        await blog.Reader.TakeCommentAsync("post-4", ApiClient.Comment("An event"));

        // What is not done may be done by the time it is asked for.
        var done = new List<JsonElement>();
        await Eventually.HoldsAsync(
            "an event was handled",
            async () =>
            {
                done = Items(await ReadAsync(await administrator.GetAsync("/api/v1/events/deliveries?state=done", Cancelled)));
                return done.Count > 0;
            },
            Cancelled);
        var waiting = Items(await ReadAsync(await administrator.GetAsync("/api/v1/events/deliveries", Cancelled)));
        Assert.DoesNotContain(waiting, delivery => Text(delivery, "state") == "done");
        var id = Text(done[0], "event_id");
        var shown = await ReadAsync(await administrator.GetAsync($"/api/v1/events/{id}", Cancelled));
        Assert.Equal(Text(done[0], "type"), Text(shown, "type"));
        using var alive = await administrator.PostAsJsonAsync($"/api/v1/events/{id}/discard", new { }, Cancelled);
        using var unknown = await administrator.GetAsync("/api/v1/events/deliveries?state=lost", Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, alive.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    private static Task<HttpResponseMessage> HoldAsync(HttpClient officer, Guid comment, string until) => officer.PostAsync(
        "/admin/retention/holds/", ("comment", comment.ToString()), ("reason", "Claim 12"), ("until", until));

    /// <summary>A comment whose author asks for something on the page of their own data.</summary>
    /// <returns>The comment, and the path of the request for staff.</returns>
    private async Task<(Guid Comment, string Request)> AskAsync(
        HttpClient officer, string action, params (string Name, string Value)[] fields)
    {
        var before = Items(await ReadAsync(await officer.GetAsync(Requests, Cancelled))).Select(row => Text(row, "id")).ToHashSet();
        var (id, manage) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("It was in March."));
        var data = await blog.Reader.OpenAsync(manage.Replace("/comments/", "/privacy/comment/", StringComparison.Ordinal));
        var asked = await blog.Reader.PressAsync(data.Page, action, fields);
        Assert.Equal(HttpStatusCode.OK, asked.Answer.Status);
        var rows = Items(await ReadAsync(await officer.GetAsync(Requests, Cancelled)));
        return (id, $"/admin/requests/{Text(Assert.Single(rows, row => !before.Contains(Text(row, "id"))), "id")}/");
    }

    private static string WithoutMarks(IElement element) =>
        element.ChildNodes.OfType<IText>().Aggregate("", (text, node) => text + node.Data).Trim();

    private static List<JsonElement> Items(JsonElement list) => [.. list.GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement.Clone();
        }
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.PageOfAsync();
    }

    private static async Task<string> TextAsync(HttpClient browser, string path) =>
        await (await browser.GetAsync(path, Cancelled)).Content.ReadAsStringAsync(Cancelled);
}
