using System.Net;
using System.Net.Http.Json;
using System.Text;
using GoNoGo.Accounts.Users;
using GoNoGo.Comments;
using GoNoGo.Web.Tests.Admin;

namespace GoNoGo.Web.Tests.Api;

/// <summary>What no database could keep and no text can be is refused before anything is done, whatever it stands in.</summary>
public sealed class UnreadableInputTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    private const StaffRoles All = StaffRoles.Administrator | StaffRoles.Moderator | StaffRoles.PrivacyOfficer;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/posts?tag=%00")]
    [InlineData("/api/v1/moderation/comments?search=%00")]
    [InlineData("/api/v1/moderation/comments?post=a%00b")]
    [InlineData("/api/v1/moderation/queue?flag=%01")]
    [InlineData("/api/v1/audit/entries?action=%00")]
    [InlineData("/api/v1/audit/entries?id=%7f")]
    public async Task A_control_character_in_a_query_is_named(string path)
    {
        using var staff = await blog.NewPersonAsync(All);

        var answer = await staff.AskAsync(path);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "invalid_query");
        answer.AssertFields(path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..path.IndexOf('=', StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("/admin/queue/?q=%00")]
    [InlineData("/admin/comments/?q=%00")]
    [InlineData("/admin/audit/?action=%00")]
    [InlineData("/search?q=%00")]
    public async Task A_control_character_in_the_query_of_a_page_is_refused_with_a_page(string path)
    {
        using var staff = await blog.NewPersonAsync(All);

        var answer = await staff.AskAsync(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.StartsWith("text/html", answer.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "comments/{0}/text", """{"content": "\ud800"}""")]
    [InlineData("POST", "comments/{0}/rejection", """{"reason": "\udfff"}""")]
    [InlineData("POST", "comments/{0}/block", """{"kind": "\ud800", "days": 1, "reason": "spam"}""")]
    [InlineData("POST", "moderation/decisions", """{"status": "\ud800", "comments": []}""")]
    [InlineData("POST", "moderation/decisions", """{"status": "approved", "comments": [{"id": "\ud800"}]}""")]
    [InlineData("PUT", "comments/{0}/hold", """{"reason": "\ud800", "until": "2027-01-01"}""")]
    [InlineData("POST", "posts/post-1/comments", """{"content": "\ud800", "gdpr_consent": true}""")]
    [InlineData("POST", "posts/post-1/comments", """{"\ud800": 1}""")]
    public async Task Half_a_surrogate_pair_is_no_text_in_any_body(string method, string path, string body)
    {
        using var staff = await blog.NewPersonAsync(All);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());

        var answer = await SendAsync(staff, method, path, id, body);

        answer.AssertProblem(HttpStatusCode.BadRequest, "not_json");
    }

    [Theory]
    [InlineData("PUT", "comments/{0}/hold", """{"reason": "a\u0000b", "until": "2026-12-31"}""", "reason")]
    [InlineData("POST", "comments/{0}/rejection", """{"reason": "a\u0000b"}""", "reason")]
    [InlineData("POST", "comments/{0}/block", """{"kind": "\u0007", "days": 1, "reason": "spam"}""", "kind")]
    public async Task A_control_character_in_a_body_is_named(string method, string path, string body, string field)
    {
        using var staff = await blog.NewPersonAsync(All);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());

        var answer = await SendAsync(staff, method, path, id, body);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "text_not_plain");
        answer.AssertFields(field);
    }

    [Theory]
    [InlineData("\"revision\": \"77\"", HttpStatusCode.BadRequest, "wrong_type")]
    [InlineData("\"revision\": 1.5", HttpStatusCode.BadRequest, "wrong_type")]
    [InlineData("\"revison\": 77", HttpStatusCode.UnprocessableEntity, "unknown_member")]
    public async Task Of_many_that_are_decided_on_none_is_where_one_cannot_be_read(string member, HttpStatusCode status, string code)
    {
        using var staff = await blog.NewPersonAsync(All);
        var (first, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        var (second, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());
        var body = $$"""{"status": "approved", "comments": [{"id": "{{first}}"}, {"id": "{{second}}", {{member}}}]}""";

        var answer = await SendAsync(staff, "POST", "moderation/decisions", first, body);

        answer.AssertProblem(status, code);
        Assert.All(
            (await blog.StoredAsync("post-1")).Where(comment => comment.Id == first || comment.Id == second),
            comment => Assert.Equal(ModerationStatus.Pending, comment.ModerationStatus));
    }

    [Theory]
    [InlineData("PUT", "lock")]
    [InlineData("DELETE", "lock")]
    [InlineData("PUT", "pin")]
    [InlineData("DELETE", "pin")]
    [InlineData("DELETE", "decisions/{1}")]
    [InlineData("POST", "block")]
    public async Task What_is_asked_of_another_revision_changes_nothing(string method, string path)
    {
        using var staff = await blog.NewPersonAsync(All);
        var comment = ApiClient.Comment();
        comment["author_email"] = $"{method}-{path[0]}@example.org".ToLowerInvariant(); // A block of one case is none of the next.
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", comment);
        using var approval = await staff.PostAsJsonAsync($"/api/v1/comments/{id}/approval", new { }, Cancelled);
        var decision = System.Text.Json.JsonDocument.Parse(await approval.Content.ReadAsStringAsync(Cancelled))
            .RootElement.GetProperty("decision_id").GetGuid();
        const string block = """{"kind": "email", "days": 1, "reason": "spam"}""";
        var full = string.Format(System.Globalization.CultureInfo.InvariantCulture, "comments/{0}/" + path, id, decision);
        var seen = await staff.AskAsync($"/api/v1/moderation/comments/{id}");

        var stale = await SendAsync(staff, method, full, id, block, "\"99\"");
        var unchanged = await staff.AskAsync($"/api/v1/moderation/comments/{id}");
        var fresh = await SendAsync(staff, method, full, id, block, seen.Header("ETag"));

        stale.AssertProblem(HttpStatusCode.PreconditionFailed, "comment_changed_meanwhile");
        Assert.Equal(seen.Header("ETag"), unchanged.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("pin")]
    public async Task A_comment_that_is_locked_or_pinned_has_another_tag(string what)
    {
        using var staff = await blog.NewPersonAsync(All);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-2", ApiClient.Comment());
        await blog.ApproveAsync(id);
        var before = await staff.AskAsync($"/api/v1/moderation/comments/{id}");

        var changed = await SendAsync(staff, "PUT", $"comments/{id}/{what}", id, "{}");
        var after = await staff.AskAsync($"/api/v1/moderation/comments/{id}");

        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        Assert.Equal($"\"{changed.Json.GetProperty("revision").GetInt32()}\"", after.Header("ETag"));
    }

    private static async Task<ApiAnswer> SendAsync(
        HttpClient staff, string method, string path, Guid id, string body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), "/api/v1/" + path.Replace("{0}", id.ToString(), StringComparison.Ordinal));
        if (method != "DELETE")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await staff.AskAsync(request);
    }
}
