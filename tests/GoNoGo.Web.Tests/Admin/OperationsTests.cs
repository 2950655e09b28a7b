using System.Net;
using GoNoGo.Accounts.Users;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The pages of who runs the program.</summary>
public sealed class OperationsTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_author_sees_which_file_was_refused_and_has_the_content_fetched()
    {
        await blog.AppearsAsync("/");
        using var author = await blog.NewPersonAsync(StaffRoles.Author);
        blog.Content.Write("content/posts/broken.md", "---\ntitle: [\n---\nText\n");
        blog.Content.Commit();

        var fetching = author.PostAsync("/admin/content/fetch/");
        await Eventually.HoldsAsync(
            "the content was fetched",
            () =>
            {
                // What watches the repository waits by this clock.
                blog.Time.Advance(TimeSpan.FromMilliseconds(100));
                return fetching.IsCompleted;
            },
            Cancelled);
        using var answer = await fetching;

        Assert.Equal("/admin/content/?done=content-fetched", answer.Headers.Location?.OriginalString);
        var page = await (await author.GetAsync("/admin/content/", Cancelled)).PageOfAsync();
        var problems = page.QuerySelector("[aria-labelledby=problems] tbody")?.TextContent;
        Assert.Contains("content/posts/broken.md", problems, StringComparison.Ordinal);
        Assert.Contains("problem", (await TextAsync(author, "/admin/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_read_by_who_has_the_link_that_its_author_asked_for_and_by_nobody_else()
    {
        await blog.AppearsAsync("/");
        using var author = await blog.NewPersonAsync(StaffRoles.Author);
        using var reader = blog.NewReader();

        var page = await (await author.PostAsync("/admin/content/draft-link/", ("slug", "draft"))).PageOfAsync();
        var link = new Uri(page.QuerySelector(".own-link")!.TextContent).PathAndQuery;
        using var answer = await reader.GetAsync(link, Cancelled);
        var draft = await answer.PageOfAsync();

        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex", draft.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Equal("Draft", draft.QuerySelector("h1")?.TextContent);
        Assert.Null(draft.QuerySelector(".comments"));
        var wrong = link.Replace("/_/drafts/", "/_/drafts/A", StringComparison.Ordinal);
        using var forged = await reader.GetAsync(wrong.Replace("/draft/", "/post-1/", StringComparison.Ordinal), Cancelled);
        Assert.Equal(HttpStatusCode.SeeOther, forged.StatusCode);
        using var other = await reader.GetAsync(wrong, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        using var published = await author.PostAsync("/admin/content/draft-link/", ("slug", "post-1"));
        Assert.Equal("/admin/content/?done=draft-gone", published.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_privacy_officer_filters_the_trail_and_verifies_it()
    {
        using var officer = await blog.NewPersonAsync(StaffRoles.PrivacyOfficer);

        var added = await (await officer.GetAsync("/admin/audit/?action=staff.added", Cancelled)).PageOfAsync();
        var none = await TextAsync(officer, "/admin/audit/?action=nothing.done");
        var verified = await (await officer.PostAsync("/admin/audit/verification/")).Content.ReadAsStringAsync(Cancelled);

        Assert.All(added.QuerySelectorAll("tbody tr"), row => Assert.Contains("staff.added", row.TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(added.QuerySelectorAll("tbody tr"));
        Assert.Contains("No entries.", none, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_shown_with_their_source_and_texts_that_could_be_secret_are_not()
    {
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);

        var page = await (await administrator.GetAsync("/admin/settings/", Cancelled)).PageOfAsync();
        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.Children[0].TextContent.Trim(), row => (row.Children[1].TextContent.Trim(), row.Children[2].TextContent.Trim()));

        Assert.Equal(("set, and not shown", "option"), rows["GoNoGo:Content:Repository"]);
        Assert.Equal((blog.DataPath, "option"), rows["GoNoGo:Data:Path"]);
        Assert.Equal("default", rows["GoNoGo:Content:PollMinutes"].Item2);
    }

    [Theory]
    [InlineData("/admin/events/?state=done")]
    [InlineData("/admin/mails/?status=failed")]
    [InlineData("/admin/mails/preview/reply/")]
    [InlineData("/admin/health/")]
    public async Task The_other_pages_answer_an_administrator(string path)
    {
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);

        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(path, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_said_and_nothing_is_done()
    {
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"/admin/events/{Guid.Empty}/retry/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"/admin/mails/{Guid.Empty}/retry/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/admin/mails/preview/none/", Cancelled)).StatusCode);
    }

    private static async Task<string> TextAsync(HttpClient browser, string path) =>
        await (await browser.GetAsync(path, Cancelled)).Content.ReadAsStringAsync(Cancelled);
}
