using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Front;

/// <summary>The ids by which a request is found again: in the log, in what it set off, in an answer that refuses.</summary>
public sealed class RequestTraceTests
{
    private const string Id = "^Request [0-9a-f]{32}-[0-9a-f]{16} ";
    private const string Foreign = "0af7651916cd43dd8448eb211c80319c";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nothing-of-mine/", " GET /{**path} 404 ")]
    [InlineData("/posts/post-1/", " GET /{**path} 200 ")]
    [InlineData("/api/v1/posts", " GET /api/v1/posts 200 ")]
    public async Task The_trace_of_a_stranger_is_not_gone_on_with(string path, string logged)
    {
        await using var blog = new StaffBlog();
        await blog.InitializeAsync();

        var line = await AskAsync(blog.Reader, blog.Log, path, logged);

        Assert.Matches(Id, line);
        Assert.DoesNotContain(Foreign, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/posts/post-1/", " GET /{**path} 200 ")]
    [InlineData("/api/v1/posts", " GET /api/v1/posts 200 ")]
    public async Task The_trace_of_a_proxy_is_gone_on_with(string path, string logged)
    {
        await using var blog = await LoggedBlog.StartAsync();

        var line = await AskAsync(blog.Reader, blog.Log, path, logged);

        Assert.StartsWith($"Request {Foreign}-", line, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", line, StringComparison.Ordinal); // The proxy's own span.
    }

    [Theory]
    [InlineData("100", "/api/v1/posts/none/comments", 404)]
    [InlineData("1", "/api/v1/posts/post-1/comments", 429)]
    [InlineData("1", "/robots.txt", 429)]
    [InlineData("100", "/robots.txt?field=%01", 422)]
    [InlineData("100", "/robots.txt", 421, "elsewhere.example")]
    public async Task An_answer_that_refuses_names_its_line_in_the_log(
        string readings, string path, int status, string host = "localhost")
    {
        await using var blog = await LoggedBlog.StartAsync(("RateLimiting:ReadsPerWindow", readings));
        await blog.Reader.AskAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Host = host;

        var answer = await blog.Reader.AskAsync(request);

        Assert.Equal(status, (int)answer.Status);
        var line = await blog.Log.OfRequestAsync($" {status} in ");
        Assert.Matches(Id, line);
        Assert.Equal(line.Split(' ')[1], answer.Json.GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task What_a_comment_sets_off_is_found_under_its_trace()
    {
        await using var blog = await LoggedBlog.StartAsync();

        await blog.Reader.TakeCommentAsync("post-1", ApiClient.Comment());

        var trace = TraceOf(await blog.Log.OfRequestAsync(" POST /api/v1/posts/{slug}/comments 201 "));
        await using var database = new SqliteConnection($"Data Source={Path.Combine(blog.DataPath, "gonogo.db")};Pooling=False");
        await database.OpenAsync(Cancelled);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox_events WHERE type LIKE 'comment.%' AND trace_id = $trace";
        command.Parameters.AddWithValue("$trace", trace);
        Assert.NotEqual(0L, await command.ExecuteScalarAsync(Cancelled));
    }

    private static async Task<string> AskAsync(HttpClient reader, LoggedBlog.Lines log, string path, string logged)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{Foreign}-b7ad6b7169203331-01");
        await reader.AskAsync(request);
        return await log.OfRequestAsync(logged);
    }

    private static string TraceOf(string line)
    {
        Assert.Matches(Id, line);
        return line["Request ".Length..line.IndexOf('-', StringComparison.Ordinal)];
    }
}
