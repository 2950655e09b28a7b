using System.Net;
using System.Text;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Pipeline;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Front;

/// <summary>The stages that every request passes, and what each of them holds.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void The_stages_stand_in_their_order_each_in_a_file_of_its_own()
    {
        Assert.Equal(
            ["SecurityHeaders", "RateLimiting", "GdprCompliance", "AuditLogging", "Validation", "Authentication", "Authorization"],
            PipelineOrder.Stages.Select(stage => stage.Name));
        Assert.All(PipelineOrder.Stages, stage => Assert.Equal("GoNoGo.Web.Pipeline", stage.Namespace));
        var folder = Path.Combine(AccessTests.Root(), "src", "GoNoGo.Web", "Pipeline");
        Assert.All(PipelineOrder.Stages, stage => Assert.True(File.Exists(Path.Combine(folder, stage.Name + ".cs")), stage.Name));
    }

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/feed.xml", 200)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/api/v1/posts", 200)]
    [InlineData("GET", "/posts/post-1", 301)]
    [InlineData("GET", "/nothing/", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/admin/", 303)]
    [InlineData("DELETE", "/", 405)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("PURGE", "/api/v1/posts", 405)]
    public async Task Every_answer_carries_the_headers_of_security(string method, string path, int status)
    {
        await using var blog = await LoggedBlog.StartAsync();

        var plain = await AskAsync(blog, method, path);
        var overTls = await AskAsync(blog, method, path, ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(status, (int)plain.Status);
        AssertHeaders(plain);
        Assert.Null(plain.Header("Strict-Transport-Security"));
        Assert.Equal("max-age=31536000; includeSubDomains", overTls.Header("Strict-Transport-Security"));
        if (status == 405)
        {
            Assert.NotNull(plain.Header("Allow"));
            Assert.Contains("Use one of the methods", plain.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failure_passes_the_stages_on_its_way_back_and_is_written_down_once_by_its_type()
    {
        await using var blog = await LoggedBlog.StartAsync();
        using var meter = new HeardMeter("GoNoGo.Web");
        await using var other = new SqliteConnection($"Data Source={Path.Combine(blog.DataPath, "gonogo.db")};Pooling=False");
        await other.OpenAsync(Cancelled);
        await using var command = other.CreateCommand();
        command.CommandText = "ALTER TABLE comments RENAME TO lost";
        await command.ExecuteNonQueryAsync(Cancelled);

        var answer = await blog.Reader.SendCommentAsync("post-1", ApiClient.Comment("Secret words"));

        answer.AssertProblem(HttpStatusCode.InternalServerError, "unexpected");
        AssertHeaders(answer);
        var failure = await blog.Log.OfRequestAsync("failed");
        var completed = await blog.Log.OfRequestAsync(" POST ");
        Assert.Matches(@"to /api/v1/posts/\{slug\}/comments failed: .*SqliteException, by -", failure);
        Assert.Contains(" 500 in ", completed, StringComparison.Ordinal);
        Assert.Equal(failure.Split(' ')[1], completed.Split(' ')[1]);
        Assert.DoesNotContain(blog.Log.All, line => line.Contains("no such table", StringComparison.Ordinal));
        Assert.Contains(("gonogo.request.failures", "error_type=SqliteException"), meter.Measured);
        Assert.Contains(("gonogo.request.duration", "method=POST route=/api/v1/posts/{slug}/comments status=500"), meter.Measured);
    }

    [Fact]
    public async Task A_completed_request_is_logged_by_its_pattern_with_neither_address_nor_browser()
    {
        await using var blog = await LoggedBlog.StartAsync();
        using var meter = new HeardMeter("GoNoGo.Web");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comments/a-secret-token/?q=a-secret-query");
        request.Headers.Add("User-Agent", "Rare-Browser/7");
        request.Headers.Add("X-Forwarded-For", "198.51.100.77");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        await blog.Reader.AskAsync(request);

        Assert.Matches(
            @"^Request 0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16} GET /comments/\{token\}/ 404 in \d+\.\d ms by -$",
            await blog.Log.OfRequestAsync("/comments/"));
        Assert.All(
            ["a-secret", "Rare-Browser", "198.51.100"],
            mark => Assert.DoesNotContain(blog.Log.All, line => line.Contains(mark, StringComparison.Ordinal)));
        Assert.Contains(("gonogo.request.duration", "method=GET route=/comments/{token}/ status=404"), meter.Measured);
    }

    [Fact]
    public async Task A_commenter_who_is_signed_in_stands_in_the_log_as_a_tag_of_the_day()
    {
        await using var blog = new StaffBlog();
        await blog.InitializeAsync();
        using var browser = await blog.NewCommenterAsync("ada@example.org");
        var subject = (await blog.StoredAsync("post-1"))[0].SubjectId!.Value; // It is theirs.

        await browser.AskAsync("/account/");

        Assert.Equal(
            blog.Services.GetRequiredService<Pseudonyms>().TagOfDay("user", subject.ToString("D")),
            (await blog.Log.OfRequestAsync(" GET /account/ ")).Split(' ')[^1]);
    }

    [Fact]
    public async Task Who_is_signed_in_stands_in_the_log_as_a_tag_of_the_day_and_in_no_meter()
    {
        await using var blog = new StaffBlog();
        using var meter = new HeardMeter("GoNoGo.Web");
        await blog.InitializeAsync();
        var account = await blog.AddAsync("ada", StaffRoles.Moderator);
        using var browser = blog.NewBrowser(await blog.BeginSessionAsync(account));

        var answer = await browser.AskAsync("/admin/queue/");

        var line = await blog.Log.OfRequestAsync("/admin/queue/");
        var tag = line.Split(' ')[^1];
        Assert.Equal(blog.Services.GetRequiredService<Pseudonyms>().TagOfDay("user", account.ToString("D")), tag);
        Assert.DoesNotContain(meter.Measured, measured => measured.Tags.Contains(tag, StringComparison.Ordinal));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("OPTIONS", "https://friend.example", "localhost")]
    [InlineData("GET", null, "evil.example")]
    public async Task What_is_answered_before_any_endpoint_is_counted_and_logged_like_all_else(string method, string? origin, string host)
    {
        await using var blog = await LoggedBlog.StartAsync(
            ("RateLimiting:ReadsPerWindow", "10"), ("Api:Origins:0", "https://friend.example"));
        var answers = new List<ApiAnswer>();
        for (var time = 0; time < 12; time++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/posts/post-1/comments");
            request.Headers.Host = host;
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
                request.Headers.Add("Access-Control-Request-Method", "POST");
            }

            answers.Add(await blog.Reader.AskAsync(request));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
        var first = answers[0].Status;
        Assert.Equal(origin is null ? HttpStatusCode.MisdirectedRequest : HttpStatusCode.NoContent, first);
        await Testing.Eventually.HoldsAsync(
            "each was logged once",
            () => Task.FromResult(blog.Log.All.Count(line => line.StartsWith("Request ", StringComparison.Ordinal)
                && line.Contains($" {method} /api/v1/posts/{{slug}}/comments {(int)first} in ", StringComparison.Ordinal))
                == answers.Count(answer => answer.Status == first)),
            Cancelled);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Behind_the_third_stage_there_is_neither_address_nor_browser(string method)
    {
        using var folder = new Testing.TemporaryFolder();
        var clock = new FakeTimeProvider();
        var pseudonyms = new Pseudonyms(new KeyRing(new KeyFolder(folder["keys"]), clock));
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.9");
        context.Connection.RemotePort = 4711;
        string[] telling =
        [
            "User-Agent", "X-Forwarded-For", "X-Original-For", "Forwarded", "X-Real-IP", "From", "Sec-CH-UA", "Sec-CH-UA-Platform-Version",
        ];
        foreach (var name in telling)
        {
            context.Request.Headers[name] = "Firefox 192.0.2.9";
        }

        context.Request.Headers.Accept = "text/html";
        RequestContext? seen = null;
        await new GdprCompliance(
            behind =>
            {
                seen = behind.Features.Get<RequestContext>();
                return Task.CompletedTask;
            },
            pseudonyms).InvokeAsync(context);

        Assert.Null(context.Connection.RemoteIpAddress);
        Assert.Equal(0, context.Connection.RemotePort);
        Assert.Equal(["Accept"], context.Request.Headers.Keys);
        Assert.Equal(method == "POST", seen!.NetworkTag is not null);
        Assert.Equal(method == "POST" ? "Firefox" : null, seen.Device);
        Assert.DoesNotContain("192.0.2", $"{seen.NetworkTag?.Value} {seen.AgentTag}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":" + "[[[[[[1]]]]]]}", 400, "not_json")]
    [InlineData("{\"a\":1,\"a\":2}", 400, "not_json")]
    [InlineData("{\"a\":NaN}", 400, "not_json")]
    [InlineData("{} {}", 400, "not_json")]
    [InlineData("{\"unknown\":1}", 401, "sign_in_needed")]
    [InlineData("{\"status\":\"approved\",\"comments\":[\"no id\"]}", 401, "sign_in_needed")]
    public async Task A_stranger_learns_of_the_form_of_a_body_and_nothing_of_its_fields(string body, int status, string code)
    {
        await using var blog = await LoggedBlog.StartAsync();

        var answer = await SendAsync(blog, "/api/v1/moderation/decisions", body, "application/json");

        answer.AssertProblem((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task A_body_that_nobody_could_take_is_turned_away_before_it_is_read()
    {
        await using var blog = await LoggedBlog.StartAsync();

        var wrongType = await SendAsync(blog, "/api/v1/moderation/decisions", "a=b", "application/x-www-form-urlencoded");
        var packed = await SendAsync(blog, "/api/v1/posts/post-1/comments", "{}", "application/json", ("Content-Encoding", "gzip"));
        var large = await SendAsync(blog, "/api/v1/posts/post-1/comments", new string(' ', 70_000), "application/json");
        var ofProgram = await SendAsync(blog, "/api/v1/moderation/decisions", new string(' ', 70_000), "application/json");
        var form = await SendAsync(blog, "/privacy", new string('a', 70_000), "application/x-www-form-urlencoded");
        var deep = await SendAsync(
            blog, "/api/v1/posts/post-1/comments", new string('[', 10_000) + new string(']', 10_000), "application/json");

        wrongType.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        packed.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        large.AssertProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        Assert.Contains("at most 64 KiB", ofProgram.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, form.Status);
        Assert.StartsWith("text/html", form.Header("Content-Type"), StringComparison.Ordinal);
        deep.AssertProblem(HttpStatusCode.BadRequest, "not_json");
    }

    private static void AssertHeaders(ApiAnswer answer) => Assert.All(
        SecurityFields.All.Where(header => header.Name is not "Content-Security-Policy" and not "Referrer-Policy"),
        header => Assert.Equal(header.Value, answer.Header(header.Name)));

    private static async Task<ApiAnswer> AskAsync(
        LoggedBlog blog, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await blog.Reader.AskAsync(request);
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        return answer;
    }

    private static async Task<ApiAnswer> SendAsync(
        LoggedBlog blog, string path, string body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.ExpectContinue = true; // The server may answer before it has read all, and close.
        foreach (var (name, value) in headers)
        {
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await blog.Reader.AskAsync(request);
    }
}
