using System.Net;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Limits;

namespace GoNoGo.Web.Tests.Front;

/// <summary>What a proxy says of a request is believed of the configured ones alone; requests for other names are turned away.</summary>
public sealed class ProxyTests
{
    private static readonly (string, string) BehindLoopback = ("Proxy:Networks:0", "127.0.0.0/8");

    [Fact]
    public async Task Behind_a_known_proxy_each_sender_is_counted_by_their_own_address()
    {
        await using var blog = await LimitedBlog.StartAsync(("CommentsPerWindow", "1"), BehindLoopback);

        Assert.Equal(HttpStatusCode.Created, await CommentAsync(blog, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "::ffff:192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "192.0.2.1:4711"));
        Assert.Equal(HttpStatusCode.Created, await CommentAsync(blog, "192.0.2.2"));
        Assert.Equal(HttpStatusCode.Created, await CommentAsync(blog, "2001:db8:1:2::1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "2001:db8:1:2:ffff::9"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "[2001:db8:1:2::7]:4711"));
        Assert.Equal(HttpStatusCode.Created, await CommentAsync(blog, "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task What_a_sender_writes_before_their_own_address_changes_nothing()
    {
        await using var blog = await LimitedBlog.StartAsync(("CommentsPerWindow", "1"), BehindLoopback);
        await CommentAsync(blog, "192.0.2.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "198.51.100.9, 192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "127.0.0.1, 192.0.2.1, 127.0.0.1"));
    }

    [Fact]
    public async Task Headers_of_a_proxy_that_nobody_configured_are_ignored()
    {
        await using var blog = await LimitedBlog.StartAsync(("CommentsPerWindow", "1"));

        Assert.Equal(HttpStatusCode.Created, await CommentAsync(blog, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "192.0.2.2"));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(blog, "/", ("X-Forwarded-Host", "evil.example"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, await CommentAsync(blog, "192.0.2.3", "Forwarded", "for=192.0.2.3"));
        Assert.Null((await AskAsync(blog, "/", ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("blog.example", HttpStatusCode.OK)]
    [InlineData("BLOG.example:8443", HttpStatusCode.OK)]
    [InlineData("other.example", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("blog.example.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("evil-blog.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_requests_for_names_of_this_blog_are_served(string host, HttpStatusCode expected)
    {
        await using var blog = await LimitedBlog.StartAsync(
            ("Site:BaseUrl", "https://blog.example"), ("Site:OtherHosts:0", "other.example"));

        var answer = await AskAsync(blog, "/", ("Host", host));

        Assert.Equal(expected, answer.Status);
        if (expected is HttpStatusCode.MisdirectedRequest)
        {
            answer.AssertProblem(HttpStatusCode.MisdirectedRequest, "misdirected_request");
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(blog, "/health/live", ("Host", host))).Status);
        }
    }

    [Fact]
    public async Task The_name_that_a_known_proxy_forwards_is_held_to_the_same_rule()
    {
        await using var blog = await LimitedBlog.StartAsync(("Site:BaseUrl", "https://blog.example"), BehindLoopback);

        var sender = ("X-Forwarded-For", "192.0.2.1");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(blog, "/", sender, ("X-Forwarded-Host", "blog.example"))).Status);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await AskAsync(blog, "/", sender, ("X-Forwarded-Host", "evil.example"))).Status);
    }

    private static async Task<HttpStatusCode> CommentAsync(LimitedBlog blog, string address, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/posts/post-1/comments")
        {
            Content = new StringContent(ApiClient.Comment().ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Forwarded-For", address);
        if (header is not null)
        {
            request.Headers.Add(header, value);
        }

        return (await blog.Reader.AskAsync(request)).Status;
    }

    private static async Task<ApiAnswer> AskAsync(LimitedBlog blog, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await blog.Reader.AskAsync(request);
    }
}
