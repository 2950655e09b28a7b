using System.Net;

namespace GoNoGo.Web.Tests.Api;

/// <summary>Posts and comments as an integrator's program reads them.</summary>
public sealed class ReadingTests(CommentedBlog blog) : IClassFixture<CommentedBlog>
{
    [Fact]
    public async Task Every_published_post_is_met_by_following_next_to_the_end()
    {
        Assert.Equal(["post-5", "post-4", "post-3", "post-2", "post-1", "closed", "other"], await SlugsAsync("/api/v1/posts"));
    }

    [Fact]
    public async Task Next_keeps_the_tag()
    {
        Assert.Equal(["post-5", "post-3", "post-1"], await SlugsAsync("/api/v1/posts?tag=odd"));
        Assert.Empty(await SlugsAsync("/api/v1/posts?tag=nothing"));
    }

    [Fact]
    public async Task A_post_in_a_list_has_what_a_list_needs()
    {
        var answer = await blog.Reader.AskAsync("/api/v1/posts");

        Assert.Equal(["items", "next"], ApiAnswer.Names(answer.Json));
        var post = answer.Json.GetProperty("items")[0];
        Assert.Equal("post-5", post.GetProperty("slug").GetString());
        Assert.Equal("Post 5", post.GetProperty("title").GetString());
        Assert.Equal("/posts/post-5/", post.GetProperty("url").GetString());
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), post.GetProperty("published_at").GetDateTimeOffset());
        Assert.All(ApiAnswer.Names(post), name => Assert.Matches("^[a-z]+(_[a-z]+)*$", name));
    }

    [Fact]
    public async Task A_post_comes_with_its_comments_and_what_a_visitor_may_do()
    {
        var (id, _) = await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("**Approved**"));
        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment("Waiting"));
        await blog.ApproveAsync(id);

        var answer = await blog.Reader.AskAsync("/api/v1/posts/post-1");

        Assert.Equal(["comments", "content_html", "permissions", "post"], ApiAnswer.Names(answer.Json));
        var comment = Assert.Single(answer.Json.GetProperty("comments").GetProperty("items").EnumerateArray());
        Assert.Equal("**Approved**", comment.GetProperty("content").GetString());
        Assert.Equal("<p><strong>Approved</strong></p>", comment.GetProperty("html").GetString()!.Trim());
        Assert.Equal(["display_name", "handle"], ApiAnswer.Names(comment.GetProperty("author")));
        var permissions = answer.Json.GetProperty("permissions");
        Assert.True(permissions.GetProperty("can_comment").GetBoolean());
        Assert.False(permissions.GetProperty("can_moderate").GetBoolean());
        Assert.False(permissions.GetProperty("can_edit").GetBoolean());
        Assert.DoesNotContain("Waiting", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_is_read_page_by_page_in_its_order()
    {
        var first = await TakeAsync("One");
        await blog.ApproveAsync(first, await TakeAsync("Two"));
        await blog.ApproveAsync(await TakeAsync("One, answered", first));

        var seen = new List<string?>();
        for (var path = "/api/v1/posts/post-2/comments?limit=1"; path is not null;)
        {
            var page = (await blog.Reader.AskAsync(path)).Json;
            seen.Add(Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("content").GetString());
            path = page.GetProperty("next").GetString();
        }

        Assert.Equal(["One", "One, answered", "Two"], seen);
    }

    [Theory]
    [InlineData("/api/v1/posts?page=0", "page")]
    [InlineData("/api/v1/posts?page=x", "page")]
    [InlineData("/api/v1/posts?page=99999999999", "page")]
    [InlineData("/api/v1/posts/post-1/comments?limit=0", "limit")]
    [InlineData("/api/v1/posts/post-1/comments?limit=51", "limit")]
    [InlineData("/api/v1/posts/post-1/comments?limit=-1", "limit")]
    [InlineData("/api/v1/posts/post-1/comments?after=7", "after")]
    public async Task A_query_out_of_bounds_is_answered_by_its_field(string path, string field)
    {
        var answer = await blog.Reader.AskAsync(path);

        answer.AssertProblem(HttpStatusCode.UnprocessableEntity, "invalid_query").AssertFields(field);
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty()
    {
        var answer = await blog.Reader.AskAsync("/api/v1/posts?page=2147483647");

        Assert.Equal(0, answer.Json.GetProperty("items").GetArrayLength());
        Assert.Null(answer.Json.GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("/api/v1/posts/nowhere", "post_not_found")]
    [InlineData("/api/v1/posts/draft", "post_not_found")]
    [InlineData("/api/v1/posts/nowhere/comments", "post_not_found")]
    [InlineData("/api/v1/nothing", "no_such_resource")]
    [InlineData("/api/v1/nothing.txt", "no_such_resource")]
    [InlineData("/api/v2/posts", "no_such_resource")]
    public async Task What_is_not_there_is_a_problem_of_its_own(string path, string code)
    {
        (await blog.Reader.AskAsync(path)).AssertProblem(HttpStatusCode.NotFound, code);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/posts")]
    [InlineData("PUT", "/api/v1/posts/post-1")]
    [InlineData("PATCH", "/api/v1/posts/post-1/comments")]
    public async Task A_method_that_a_resource_does_not_know_is_refused(string method, string path)
    {
        var answer = await blog.Reader.AskAsync(path, new HttpMethod(method));

        answer.AssertProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        Assert.Contains("GET", answer.Header("Allow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_405_to_a_method_it_does_not_know()
    {
        var answer = await blog.Reader.AskAsync("/posts/post-1/", HttpMethod.Delete);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        answer.AssertSafe();
    }

    private async Task<Guid> TakeAsync(string content, Guid? parent = null)
    {
        var comment = ApiClient.Comment(content);
        comment["parent_id"] = parent?.ToString();
        return (await blog.Reader.TakeCommentAsync("post-2", comment)).Id;
    }

    private async Task<List<string?>> SlugsAsync(string path)
    {
        var slugs = new List<string?>();
        for (var next = path; next is not null;)
        {
            var page = (await blog.Reader.AskAsync(next)).Json;
            slugs.AddRange(page.GetProperty("items").EnumerateArray().Select(post => post.GetProperty("slug").GetString()));
            next = page.GetProperty("next").GetString();
        }

        return slugs;
    }
}
