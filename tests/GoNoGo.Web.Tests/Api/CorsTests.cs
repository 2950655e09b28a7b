namespace GoNoGo.Web.Tests.Api;

/// <summary>Pages of other sites that use the API in a reader's browser.</summary>
public sealed class CorsTests(CorsTests.FriendlyBlog blog) : IClassFixture<CorsTests.FriendlyBlog>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_a_configured_site_use_what_everybody_may_and_no_other_page_does()
    {
        using var asked = await AskFromAsync(HttpMethod.Options, "https://friend.example", "/api/v1/posts/post-1/comments");
        using var read = await AskFromAsync(HttpMethod.Get, "https://friend.example", "/api/v1/posts");
        using var stranger = await AskFromAsync(HttpMethod.Get, "https://stranger.example", "/api/v1/posts");
        using var staff = await AskFromAsync(HttpMethod.Options, "https://friend.example", "/api/v1/moderation/queue");

        Assert.Equal(["https://friend.example"], asked.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("POST", Assert.Single(asked.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.Equal(["https://friend.example"], read.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.False(read.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(staff.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://friend.example")]
    [InlineData("https://stranger.example")]
    public async Task A_cache_is_told_that_the_answer_depends_on_who_asks(string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/posts");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await blog.Reader.SendAsync(request, Cancelled);

        Assert.Equal(["Origin"], answer.Headers.Vary);
    }

    private async Task<HttpResponseMessage> AskFromAsync(HttpMethod method, string origin, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "content-type,idempotency-key");
        }

        return await blog.Reader.SendAsync(request, Cancelled);
    }

    public sealed class FriendlyBlog : CommentedBlog
    {
        protected override IReadOnlyDictionary<string, string?> Configuration =>
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["GoNoGo:Api:Origins:0"] = "https://friend.example" };
    }
}
