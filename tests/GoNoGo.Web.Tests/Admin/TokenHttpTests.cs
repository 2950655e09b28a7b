using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>API tokens over HTTP: made on one's own page, shown once, and good for the API alone.</summary>
public sealed class TokenHttpTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const string Queue = "/api/v1/moderation/queue";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_made_on_ones_own_page_shown_once_and_moderates_without_cookie_or_page()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Moderator);
        var made = await MakeAsync(person, ("name", "my bot"), ("permissions", "moderate_comments"), ("days", "30"));
        using var program = Program(made);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("By a program"));

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Queue, Cancelled)).StatusCode);
        var decided = await program.PostAsJsonAsync($"/api/v1/comments/{id}/approval", new { }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);

        var page = await (await person.GetAsync(AdminPaths.Account, Cancelled)).PageOfAsync();
        Assert.Contains(made[..12], page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(made, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_an_expired_and_a_revoked_token_are_answered_alike()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Moderator);
        var revoked = await MakeAsync(person, ("name", "one"), ("permissions", "moderate_comments"), ("days", "7"));
        var page = await (await person.GetAsync(AdminPaths.Account, Cancelled)).PageOfAsync();
        var end = page.QuerySelector("form[action^='/admin/account/tokens/'][action$='/end/']")!.GetAttribute("action")!; // It is listed.
        Assert.Equal(HttpStatusCode.SeeOther, (await person.PostAsync(end)).StatusCode);
        var expired = await blog.NewTokenAsync(StaffRoles.Moderator, 7, Permission.ModerateComments);
        blog.Time.Advance(TimeSpan.FromDays(8));

        var answers = new List<string>();
        foreach (var text in new[] { revoked, expired, "gng_00000000_" + new string('A', 43), "x" })
        {
            using var program = Program(text);
            var answer = await program.GetAsync(Queue, Cancelled);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer realm=\"GoNoGo\", error=\"invalid_token\"", Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal("urn:gonogo:problem:token_refused", problem.RootElement.GetProperty("type").GetString());
            answers.Add(problem.RootElement.GetProperty("detail").GetString()!); // Every problem has one.
        }

        Assert.Single(answers.Distinct());
        var nobody = await blog.Reader.GetAsync(Queue, Cancelled);
        Assert.Equal("Bearer realm=\"GoNoGo\"", Assert.Single(nobody.Headers.GetValues("WWW-Authenticate")));
    }

    [Fact]
    public async Task A_wrong_token_is_not_made_good_by_the_cookie_beside_it()
    {
        using var person = await blog.NewPersonAsync(StaffRoles.Moderator);
        person.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "gng_00000000_" + new string('A', 43));

        Assert.Equal(HttpStatusCode.Unauthorized, (await person.GetAsync(Queue, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_revokes_the_token_of_somebody_else()
    {
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);
        var token = await blog.NewTokenAsync(StaffRoles.Moderator, 30, Permission.ModerateComments);
        using var program = Program(token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(Queue, Cancelled)).StatusCode);

        var page = await (await administrator.GetAsync(AdminPaths.People, Cancelled)).PageOfAsync();
        var row = page.QuerySelectorAll("tr").Single(one => one.TextContent.Contains(token[..12], StringComparison.Ordinal));
        await administrator.PostAsync(row.QuerySelector("form")!.GetAttribute("action")!); // Every row has one.

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync(Queue, Cancelled)).StatusCode);
    }

    private static async Task<string> MakeAsync(HttpClient person, params (string Name, string Value)[] fields)
    {
        var page = await (await person.PostAsync("/admin/account/tokens/", fields)).PageOfAsync();
        return page.QuerySelector("code.secret")!.TextContent; // The page that shows it has it.
    }

    private HttpClient Program(string token)
    {
        var program = blog.NewBrowser(fetchSite: null);
        program.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return program;
    }
}
