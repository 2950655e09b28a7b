using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Front;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Webhooks;

/// <summary>A push shows as soon as the hosting service tells of it, and nobody else can tell anything.</summary>
public sealed class WebhookTests
{
    private const int Burst = 1_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_that_is_told_of_shows_and_is_told_once_with_what_Git_says_has_changed()
    {
        await using var blog = await WebhookBlog.StartAsync();
        blog.Content.WritePost("new", "New", "Just written.", "2026-01-06");
        var commit = blog.Content.WritePost("post-5", "Post 5", "Changed.", "2026-01-05").Commit();

        var answer = await blog.PushAsync(commit);
        await blog.AppearsAsync("/posts/new/");
        await blog.WorkedOffAsync();
        await blog.Services.GetRequiredService<ContentFollower>().FetchNowAsync(Cancelled);
        await blog.PushAsync("again");
        await blog.WorkedOffAsync();

        Assert.Equal((HttpStatusCode.Accepted, "{\"status\":\"queued\"}"), (answer.Status, answer.Text));
        Assert.Equal((1, 1), await blog.ToldAsync("content.updated"));
        var told = Assert.Single(await blog.DetailsAsync());
        Assert.Contains($"\"commit\":\"{commit}\"", told, StringComparison.Ordinal);
        Assert.Contains("\"changes\":2", told, StringComparison.Ordinal);
        Assert.Equal(1, blog.Reloads);
    }

    [Theory]
    [InlineData("Content-Length: 20000000\r\n", "401", "signature_refused")]
    [InlineData("Transfer-Encoding: chunked\r\n", "401", "signature_refused")]
    [InlineData("X-Hub-Signature-256: sha256=00\r\nContent-Length: 26214401\r\n", "413", "at most 25 MiB")]
    public async Task What_is_not_signed_or_too_large_is_answered_before_any_of_it_has_come(string headers, string status, string says)
    {
        await using var blog = await WebhookBlog.StartAsync();
        await using var connection = await RawConnection.OpenAsync(blog.Address);

        await connection.SendAsync(
            $"POST {WebhookBlog.Path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\r\n");
        var answer = await connection.ReadToEndAsync();

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains(says, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_touches_nothing_of_the_blog_ends_with_its_answer()
    {
        await using var blog = await WebhookBlog.StartAsync();
        blog.Content.Write("README.md", "Read me.").Write("src/program.cs", "class Program;").Write("content/posts/.hidden.md", "x");
        var ofNoConcern = blog.Content.Commit();

        var answer = await blog.PushAsync(ofNoConcern);
        await blog.WorkedOffAsync();
        var told = await blog.ToldAsync("content.updated");
        blog.Content.Write("images/cat.gif", "GIF89a\u0001\0\u0001\0\0\0\0;").Commit();
        await blog.PushAsync("an image");
        await blog.WorkedOffAsync();
        await blog.AppearsAsync("/images/cat.gif");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal((0, 0), told);
        Assert.Equal((1, 1), await blog.ToldAsync("content.updated"));
        Assert.Equal(1, blog.Reloads);
    }

    [Fact]
    public async Task A_thousand_pushes_in_a_burst_are_taken_at_once_and_reload_twice_at_most()
    {
        await using var blog = await WebhookBlog.StartAsync();
        blog.Content.WritePost("first", "First", "One.", "2026-02-01").Commit();
        var times = new double[Burst];

        var eight = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled };
        await Parallel.ForAsync(0, Burst, eight, async (number, _) =>
        {
            if (number == Burst / 2)
            {
                blog.Content.WritePost("second", "Second", "Two.", "2026-02-02").Commit();
            }

            var started = Stopwatch.GetTimestamp();
            var answer = await blog.PushAsync($"commit-{number}");
            times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        });
        await blog.PushAsync("the last");
        await blog.WorkedOffAsync();
        await blog.AppearsAsync("/posts/second/");

        Array.Sort(times);
        TestContext.Current.SendDiagnosticMessage($"p50 {times[Burst / 2]:0.0} ms, p99 {times[Burst * 99 / 100]:0.0} ms");
        Assert.InRange(blog.Reloads, 1, 2);
        Assert.True(times[Burst * 99 / 100] < 2_000, $"p99 {times[Burst * 99 / 100]:0} ms");
    }

    [Fact]
    public async Task A_push_right_after_another_waits_for_no_burst()
    {
        await using var blog = await WebhookBlog.StartAsync();
        await PushPostAsync("first");
        var started = Stopwatch.GetTimestamp();

        await PushPostAsync("second");

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2.5), $"It took {Stopwatch.GetElapsedTime(started)}.");

        async Task PushPostAsync(string name)
        {
            blog.Content.WritePost(name, name, "Just written.", "2026-02-01");
            await blog.PushAsync(blog.Content.Commit());
            await blog.AppearsAsync($"/posts/{name}/");
        }
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_signature_the_answer_is_the_same()
    {
        await using var blog = await WebhookBlog.StartAsync();
        var body = WebhookBlog.PushOf("a");
        var right = WebhookBlog.SignatureOf(body);
        ApiAnswer[] refused =
        [
            await blog.SendAsync(body),
            await blog.SendAsync(body, ("X-Hub-Signature-256", WebhookBlog.SignatureOf(body, "wrong"))),
            await blog.SendAsync(body, ("X-Hub-Signature-256", right.ToUpperInvariant())),
            await blog.SendAsync(body, ("X-Hub-Signature-256", right[..^1])),
            await blog.SendAsync(body, ("X-Hub-Signature-256", right["sha256=".Length..])),
            await blog.SendAsync(body, ("X-Hub-Signature-256", right), ("X-Hub-Signature-256", right)),
            await blog.SendAsync(body, ("X-Hub-Signature-256", $"{right}, {right}")),
            await blog.SendAsync(body + " ", ("X-Hub-Signature-256", right)),
            await blog.SendAsync(WebhookBlog.PushOf("b"), ("X-Hub-Signature-256", right)),
            await blog.SendAsync(body, ("X-Gitlab-Token", "wrong")),
            await blog.SendAsync(body, ("X-Gitea-Signature", new string('0', 64)), ("X-Hub-Signature-256", right)),
            await blog.SendAsync("no json", ("X-Hub-Signature-256", WebhookBlog.SignatureOf("no json", "wrong"))),
        ];

        Assert.All(refused, answer => answer.AssertProblem(HttpStatusCode.Unauthorized, "signature_refused"));
        Assert.Single(refused.Select(answer => answer.Json.GetProperty("detail").GetString()).Distinct());
        Assert.Equal((0, 0), await blog.ToldAsync("content.updated"));
        Assert.Equal(HttpStatusCode.Accepted, (await blog.HookAsync(body, secret: WebhookBlog.PreviousSecret)).Status);
    }

    [Fact]
    public async Task Who_forges_too_often_waits_and_the_hosting_service_is_heard_all_the_same()
    {
        await using var blog = await WebhookBlog.StartAsync(("RateLimiting:ForgedWebhooksPerWindow", "3"));
        var body = WebhookBlog.PushOf("a");
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await blog.SendAsync(body, ("X-Gitlab-Token", "guess"))).Status);
        }

        var fourth = await blog.SendAsync(body, ("X-Gitlab-Token", "guess"));

        fourth.AssertProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.NotNull(fourth.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.Accepted, (await blog.PushAsync("a")).Status);
    }

    [Fact]
    public async Task Every_kind_of_hosting_service_is_understood()
    {
        await using var blog = await WebhookBlog.StartAsync();
        var gitLab = """{"ref": "refs/heads/main", "after": "a", "project": {"path_with_namespace": "ada/garden"}}""";
        var gitea = WebhookBlog.PushOf("gitea");
        var now = blog.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var stamp = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var signed = WebhookBlog.PushOf("signed");
        var standard = HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookBlog.Secret), Encoding.UTF8.GetBytes($"id-1.{stamp}.{signed}"));

        ApiAnswer[] answers =
        [
            await blog.SendAsync(gitLab, ("X-Gitlab-Event", "Push Hook"), ("X-Gitlab-Token", WebhookBlog.Secret)),
            await blog.SendAsync(
                signed,
                ("X-Gitlab-Event", "Push Hook"),
                ("webhook-id", "id-1"),
                ("webhook-timestamp", stamp),
                ("webhook-signature", $"v1,{Convert.ToBase64String(standard)}")),
            await blog.SendAsync(
                gitea, ("X-Gitea-Event", "push"), ("X-Gitea-Signature", WebhookBlog.SignatureOf(gitea)["sha256=".Length..])),
            await blog.HookAsync(WebhookBlog.PushOf("github"), secret: "wrong"),
        ];

        Assert.Equal([202, 202, 202, 401], answers.Select(answer => (int)answer.Status));
        Assert.All(answers[..3], answer => Assert.Equal("{\"status\":\"queued\"}", answer.Text));
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_such_address()
    {
        await using var blog = await WebhookBlog.StartAsync(("Webhooks:Secret", null), ("Webhooks:PreviousSecret", null));

        (await blog.PushAsync("a")).AssertProblem(HttpStatusCode.NotFound, "no_such_resource");
        (await blog.SendAsync(WebhookBlog.PushOf("a"), ("X-Gitlab-Token", ""))).AssertProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_webhook_may_be_large_where_it_is_one_and_nowhere_else()
    {
        await using var blog = await WebhookBlog.StartAsync();
        var padding = new string('a', 20_000_000);
        var large = $$$"""{"ref": "refs/heads/main", "padding": "{{{padding}}}", "repository": {"full_name": "ada/garden"}}""";
        var tooLarge = new string(' ', (25 * 1024 * 1024) + 1);

        Assert.Equal(HttpStatusCode.Accepted, (await blog.HookAsync(large)).Status);
        (await ExpectingAsync(blog, WebhookBlog.Path, tooLarge)).AssertProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        (await ExpectingAsync(blog, "/api/v1/posts/post-1/comments", large)).AssertProblem(HttpStatusCode.RequestEntityTooLarge);
        (await blog.SendAsync("a=b", "application/x-www-form-urlencoded")).AssertProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("push/payload.json", "push", HttpStatusCode.Accepted)]
    [InlineData("push/with-new-branch.payload.json", "push", HttpStatusCode.Accepted)]
    [InlineData("pull_request/opened.payload.json", "pull_request", HttpStatusCode.Accepted)]
    [InlineData("ping/payload.json", "ping", HttpStatusCode.OK)]
    public async Task Payloads_of_GitHub_itself_are_understood(string name, string kind, HttpStatusCode expected)
    {
        var payload = await File.ReadAllTextAsync(Corpora.Find($"github-webhooks/{name}"), Cancelled);
        await using var blog = await WebhookBlog.StartAsync();

        var answer = await blog.HookAsync(payload, kind);

        Assert.Equal(expected, answer.Status);
        Assert.DoesNotContain("queued", answer.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), await blog.ToldAsync("content.updated"));
    }

    private static async Task<ApiAnswer> ExpectingAsync(WebhookBlog blog, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true; // The server may answer before it has read all, and close.
        return await blog.Reader.AskAsync(request);
    }
}
