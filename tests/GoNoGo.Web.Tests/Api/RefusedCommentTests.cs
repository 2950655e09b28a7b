using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GoNoGo.Web.Tests.Api;

/// <summary>What the API answers to a comment that it does not take. Nothing of it is stored.</summary>
public sealed class RefusedCommentTests(CommentedBlog blog) : IClassFixture<CommentedBlog>, IAsyncLifetime
{
    public static TheoryData<string, string, string> Fields => new()
    {
        { "content", $"\"{new string('x', 10_001)}\"", "content" },
        { "content", "\"\"", "content" },
        { "content", "\" \\t\\n\\u00a0\\u3000\"", "content" },
        { "content", "\"\\u0301\\u0302\"", "content" },
        { "content", "\"\\u200b\\u200e\"", "content" },
        { "content", "null", "content" },
        { "content", "\"a\\u0000b\"", "content" },
        { "author_name", $"\"{new string('x', 101)}\"", "author_name" },
        { "author_name", "\"two\\nlines\"", "author_name" },
        { "author_email", "\"nobody\"", "author_email" },
        { "author_email", "\"a@b@c\"", "author_email" },
        { "notify_replies", "true", "author_email" },
        { "parent_id", "\"7\"", "parent_id" },
        { "parent_id", "\"019a9d3e-7c00-7000-8000-000000000001\"", "parent_id" },
        { "ticket", "\"forged\"", "ticket" },
        { "gdpr_consent", "false", "gdpr_consent" },
        { "website", "\"https://example.org\"", "website" },
    };

    public static TheoryData<string> NoJson => new(
        "",
        "content=Well+said&gdpr_consent=true",
        "{",
        "null",
        "\"text\"",
        "[{\"content\": \"x\", \"gdpr_consent\": true}]",
        "{\"content\": \"x\", \"gdpr_consent\": true} {}",
        "{\"content\": \"x\", \"gdpr_consent\": true,}",
        "{\"content\": \"x\", \"content\": \"y\", \"gdpr_consent\": true}",
        "{\"content\": \"\\ud800\", \"gdpr_consent\": true}",
        "{\"\\ud800\": \"x\", \"gdpr_consent\": true}",
        "{\"content\": \"x\", \"gdpr_consent\": true, \"author_name\": \"\\udc00\"}",
        "// a remark\n{\"content\": \"x\", \"gdpr_consent\": true}");

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_value_that_cannot_be_taken_is_answered_by_its_field(string member, string value, string field)
    {
        var comment = ApiClient.Comment();
        comment[member] = JsonNode.Parse(value);

        var answer = await blog.Reader.SendCommentAsync("other", comment);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity).AssertFields(field);
    }

    [Fact]
    public async Task Without_consent_nothing_is_taken()
    {
        var answer = await blog.Reader.SendCommentAsync("other", new JsonObject { ["content"] = "Well said." });

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "consent_missing").AssertFields("gdpr_consent");
    }

    [Fact]
    public async Task All_fields_are_named_at_once()
    {
        var answer = await blog.Reader.SendCommentAsync(
            "other", """{"content": " ", "author_name": "\t\n!", "author_email": "@"}""");

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields")
            .AssertFields("content", "author_name", "author_email", "gdpr_consent");
    }

    [Fact]
    public async Task The_parent_must_be_on_the_same_post_and_to_be_seen()
    {
        var (elsewhere, _) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment());
        await blog.ApproveAsync(elsewhere);
        var (pending, _) = await blog.Reader.TakeCommentAsync("post-5", ApiClient.Comment());

        foreach (var (post, parent) in new[] { ("other", elsewhere), ("post-5", pending) })
        {
            var comment = ApiClient.Comment();
            comment["parent_id"] = parent.ToString();
            var answer = await blog.Reader.SendCommentAsync(post, comment);
            answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "parent_not_found").AssertFields("parent_id");
        }
    }

    [Theory]
    [MemberData(nameof(NoJson))]
    public async Task What_is_no_JSON_object_is_a_bad_request(string body)
    {
        var answer = await blog.Reader.SendCommentAsync("other", body);

        answer.AssertProblem(HttpStatusCode.BadRequest, "not_json");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_a_bad_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts/other/comments")
        {
            Content = new ByteArrayContent([.. "{\"content\": \""u8, 0xC3, 0x28, .. "\", \"gdpr_consent\": true}"u8]),
        };
        request.Content.Headers.ContentType = new("application/json");

        (await blog.Reader.AskAsync(request)).AssertProblem(HttpStatusCode.BadRequest, "not_json");
    }

    [Theory]
    [InlineData("{\"content\": 7, \"gdpr_consent\": true}")]
    [InlineData("{\"content\": {\"text\": \"x\"}, \"gdpr_consent\": true}")]
    [InlineData("{\"content\": \"x\", \"gdpr_consent\": \"true\"}")]
    [InlineData("{\"content\": \"x\", \"gdpr_consent\": 1}")]
    [InlineData("{\"content\": \"x\", \"gdpr_consent\": true, \"parent_id\": 7}")]
    [InlineData("{\"content\": \"x\", \"gdpr_consent\": true, \"author_name\": [\"Ada\"]}")]
    public async Task A_member_of_the_wrong_type_is_a_bad_request(string body)
    {
        (await blog.Reader.SendCommentAsync("other", body)).AssertProblem(HttpStatusCode.BadRequest, "wrong_type");
    }

    [Theory]
    [InlineData("nowhere", HttpStatusCode.NotFound, "post_not_found")]
    [InlineData("draft", HttpStatusCode.NotFound, "post_not_found")]
    [InlineData("closed", HttpStatusCode.Conflict, "comments_closed")]
    public async Task A_post_that_takes_no_comments_says_so(string slug, HttpStatusCode status, string code)
    {
        (await blog.Reader.SendCommentAsync(slug, ApiClient.Comment())).AssertProblem(status, code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        var answer = await blog.Reader.SendCommentAsync("other", ApiClient.Comment().ToJsonString(), contentType: contentType);

        answer.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData(false, "/api/v1/posts/other/comments", "application/json", "{\"content\": \"")]
    [InlineData(true, "/api/v1/posts/other/comments", "application/json", "{\"content\": \"")]
    [InlineData(false, "/posts/other/comments", "application/x-www-form-urlencoded", "content=")]
    [InlineData(true, "/posts/other/comments", "application/x-www-form-urlencoded", "content=")]
    public async Task A_body_over_64_kilobytes_is_refused_also_without_a_length(bool chunked, string path, string contentType, string start)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(start + new string('x', 64 * 1024))),
        };
        request.Content.Headers.ContentType = new(contentType);
        request.Headers.TransferEncodingChunked = chunked;

        // A connection of its own: one on which a body was refused unread is closed, which its next sender may find out too late.
        using var sender = new HttpClient { BaseAddress = blog.Reader.BaseAddress };
        var answer = await sender.AskAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        answer.AssertSafe();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("TOO LONG")]
    public async Task A_key_of_another_form_is_refused(string key)
    {
        var answer = await blog.Reader.SendCommentAsync("other", ApiClient.Comment(), key == "TOO LONG" ? new string('k', 256) : key);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_invalid").AssertFields("idempotency_key");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => Assert.Empty(await blog.StoredAsync("other"));
}
