using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoNoGo.Gdpr.Consent;

namespace GoNoGo.Web.Tests.Api;

/// <summary>What sending a comment to the API answers when it is taken, once and again.</summary>
public sealed class NewCommentTests(CommentedBlog blog) : IClassFixture<CommentedBlog>
{
    [Fact]
    public async Task A_comment_is_answered_with_its_receipt_and_nothing_else()
    {
        var answer = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment());

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(["consent_receipt", "id", "manage_url", "status"], ApiAnswer.Names(answer.Json));
        Assert.Equal("pending", answer.Json.GetProperty("status").GetString());
        Assert.Equal(answer.Header("Location"), answer.Json.GetProperty("manage_url").GetString());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        answer.AssertSafe();
        var receipt = answer.Json.GetProperty("consent_receipt");
        Assert.Equal(["given_at", "language", "purposes", "signature", "text_sha256", "text_version"], ApiAnswer.Names(receipt));
        Assert.Equal(ConsentPurposes.PublishComment, Assert.Single(receipt.GetProperty("purposes").EnumerateArray()).GetString());
        var words = ConsentWording.For(ConsentPurposes.PublishComment, "en").Text;
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))), receipt.GetProperty("text_sha256").GetString());
    }

    [Fact]
    public async Task Its_own_page_is_at_the_manage_url()
    {
        var (_, manageUrl) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Mine *alone*"));

        var page = await blog.ReadPageAsync(manageUrl);

        Assert.Equal("Mine alone", page.QuerySelector(".comment-body")?.TextContent.Trim());
    }

    [Fact]
    public async Task Every_known_member_is_taken()
    {
        var (parent, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("A question"));
        await blog.ApproveAsync(parent);
        var comment = new JsonObject
        {
            ["content"] = "An answer",
            ["author_name"] = "Ada",
            ["author_email"] = "ada@example.org",
            ["notify_replies"] = true,
            ["gdpr_consent"] = true,
            ["parent_id"] = parent.ToString(),
            ["ticket"] = null,
        };

        var answer = await blog.Reader.SendCommentAsync("post-1", comment.ToJsonString(), contentType: "application/json; charset=utf-8");

        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        Assert.Equal(2, answer.Json.GetProperty("consent_receipt").GetProperty("purposes").GetArrayLength());
        var stored = Assert.Single(await blog.StoredAsync("post-1"), known => known.ParentId == parent);
        Assert.Equal(("Ada", 2), (stored.AuthorName, stored.Depth));
        Assert.Equal("no_ticket", stored.Flags);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer()
    {
        var comment = ApiClient.Comment("Only once");

        var first = await blog.Reader.SendCommentAsync("post-2", comment, "key-1");
        var second = await blog.Reader.SendCommentAsync("post-2", comment, "key-1");

        Assert.Equal((HttpStatusCode.Created, first.Text), (second.Status, second.Text));
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        Assert.Single(await blog.StoredAsync("post-2"), known => known.Content == "Only once");
    }

    [Fact]
    public async Task The_key_of_another_request_is_refused()
    {
        await blog.Reader.SendCommentAsync("post-2", ApiClient.Comment("This"), "key-2");

        var answer = await blog.Reader.SendCommentAsync("post-2", ApiClient.Comment("That"), "key-2");

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused").AssertFields("idempotency_key");
    }

    [Fact]
    public async Task Requests_at_the_same_time_under_one_key_make_one_comment()
    {
        var comment = ApiClient.Comment("At once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => blog.Reader.SendCommentAsync("post-3", comment, "key-3")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal));
        Assert.Single(await blog.StoredAsync("post-3"));
    }

    [Fact]
    public async Task Text_is_stored_as_typed()
    {
        const string Typed = "\r\n  Two\tlines \n\n<b>é\u0301 😀</b>  ";

        var (id, _) = await blog.Reader.TakeCommentAsync("post-4", ApiClient.Comment(Typed));

        Assert.Equal(Typed, Assert.Single(await blog.StoredAsync("post-4"), known => known.Id == id).Content);
    }

    [Fact]
    public async Task Text_of_ten_thousand_code_points_is_taken()
    {
        var content = string.Concat(Enumerable.Repeat("😀", 10_000));

        var answer = await blog.Reader.SendCommentAsync("post-4", $$"""{"content": "{{content}}", "gdpr_consent": true}""");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }
}
