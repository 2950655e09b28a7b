using System.Net;
using System.Text;
using GoNoGo.Accounts.Users;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Front;

/// <summary>What is read can be asked for by HEAD, and a method that a path does not have is told from a path that is not there.</summary>
public sealed class MethodTests(StaffBlog blog) : IClassFixture<StaffBlog>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/api/v1/posts")]
    [InlineData("/api/v1/posts/post-1")]
    [InlineData("/api/v1/posts/post-1/comments")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/scalar.js")]
    public async Task What_can_be_read_can_be_asked_for_by_HEAD(string path)
    {
        var read = await blog.Reader.AskAsync(path);
        var asked = await blog.Reader.AskAsync(path, HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, ""), (asked.Status, asked.Text));
        Assert.Equal(read.Header("ETag"), asked.Header("ETag"));
        Assert.Equal(read.Header("Content-Type"), asked.Header("Content-Type"));
    }

    [Theory]
    [InlineData("POST", "/api/v1/moderation/queue", "GET, HEAD")]
    [InlineData("GET", "/api/v1/moderation/decisions", "POST")]
    [InlineData("GET", "/api/v1/comments/019a9d3e-7c00-7000-8000-000000000001/lock", "PUT, DELETE")]
    [InlineData("DELETE", "/api/v1/audit/entries", "GET, HEAD")]
    [InlineData("PATCH", "/api/v1/posts/post-1/comments", "GET, HEAD, POST")]
    [InlineData("FOO", "/", "GET, HEAD")]
    [InlineData("TRACE", "/", "GET, HEAD")]
    [InlineData("FOO", "/api/v1/posts", "GET, HEAD")]
    public async Task A_method_that_a_path_does_not_know_is_answered_with_those_that_it_does(string method, string path, string allowed)
    {
        using var staff = await blog.NewPersonAsync(StaffRoles.Administrator);

        var answer = await staff.AskAsync(path, new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal(
            allowed.Split(", ").Order(StringComparer.Ordinal),
            answer.Header("Allow")!.Split(", ").Order(StringComparer.Ordinal)); // A 405 has one (RFC 9110, 15.5.6).
        Assert.Contains("Use one of the methods", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/moderation/comments?after=zzz")]
    [InlineData("/api/v1/moderation/queue?after=zzz")]
    [InlineData("/api/v1/moderation/queue?after=019a9d3e7c0070008000000000000001")]
    public async Task A_page_that_begins_nowhere_is_refused(string path)
    {
        using var staff = await blog.NewPersonAsync(StaffRoles.Moderator);

        var answer = await staff.AskAsync(path);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "invalid_query").AssertFields("after");
    }

    [Fact]
    public async Task Of_two_keys_of_a_request_neither_counts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts/post-1/comments")
        {
            Content = new StringContent(ApiClient.Comment().ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", ["the first of two keys", "the second of two keys"]);

        (await blog.Reader.AskAsync(request)).AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_invalid");
    }

    [Fact]
    public async Task A_body_whose_members_may_all_be_missing_may_be_missing()
    {
        using var staff = await blog.NewPersonAsync(StaffRoles.Moderator);
        var (id, _) = await blog.Reader.TakeCommentAsync("post-4", ApiClient.Comment());

        var approved = await staff.AskAsync($"/api/v1/comments/{id}/approval", HttpMethod.Post);
        var rejected = await staff.AskAsync($"/api/v1/comments/{id}/rejection", HttpMethod.Post);

        Assert.Equal(HttpStatusCode.OK, approved.Status);
        rejected.AssertProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task The_description_is_kept_by_its_tag_and_another_version_of_it_is_a_page_that_is_not_there()
    {
        var first = await blog.Reader.AskAsync("/openapi/v1.json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        var other = await blog.Reader.AskAsync("/openapi/v2.json");

        Assert.Equal(HttpStatusCode.NotModified, (await blog.Reader.AskAsync(again)).Status);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.StartsWith("text/html", other.Header("Content-Type"), StringComparison.Ordinal);
    }
}
