using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GoNoGo.Accounts.Users;
using GoNoGo.Testing;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Telemetry;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Front;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GoNoGo.Web.Tests.Telemetry;

/// <summary>What leaves for a collector and for Prometheus, and what never does.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_lines_and_metrics_name_patterns_and_nothing_that_a_sender_wrote()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        await using var blog = new StaffBlog
        {
            Settings =
            {
                ["GoNoGo:Telemetry:OtlpEndpoint"] = collector.Address.ToString(),
                ["GoNoGo:Proxy:Networks:0"] = "127.0.0.0/8",
            },
        };
        await blog.InitializeAsync();
        using var administrator = await blog.NewPersonAsync(StaffRoles.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comments/a-secret-token/?q=a-secret-query");
        request.Headers.Add("User-Agent", "Rare-Browser/7");
        request.Headers.Add("X-Forwarded-For", "198.51.100.77");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("tracestate", "rare=a-secret-state");
        request.Headers.Add("baggage", "who=a-secret-person");
        var comment = ApiClient.Comment("A secret text");
        (comment["author_email"], comment["author_name"]) = ("a-secret-address@example.org", "A secret name");

        await blog.Reader.AskAsync(request);
        await blog.Reader.TakeCommentAsync("post-1", comment);
        await administrator.AskAsync("/admin/health/");
        var userTag = (await blog.Log.OfRequestAsync(" GET /admin/health/ ")).Split(' ')[^1];
        Collector.Flush(blog.Services);

        Assert.Contains("GET /comments/{token}/", collector.Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("gonogo.unit_of_work", collector.Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("/comments/{token}/", collector.Sent("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("gonogo.request.duration", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("gonogo.transactions.committed", collector.Sent("/v1/metrics"), StringComparison.Ordinal);
        Assert.All(
            ["secret", "Rare-Browser", "198.51.100", "client.address", "user_agent", "url.path", userTag],
            mark => Assert.DoesNotContain(mark, collector.Sent(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_an_address_nothing_of_it_is_in_the_program()
    {
        await using var blog = await LoggedBlog.StartAsync();

        Assert.Null(blog.Services.GetService<TracerProvider>());
        Assert.Null(blog.Services.GetService<MeterProvider>());
        Assert.Null(blog.Services.GetService<ScrapeServer>());
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync("/metrics")).Status);
    }

    [Fact]
    public async Task Prometheus_reads_metrics_at_a_port_of_their_own_where_there_is_nothing_of_the_blog()
    {
        await using var blog = await LoggedBlog.StartAsync(("Telemetry:PrometheusPort", "0"));
        await blog.Reader.AskAsync("/posts/post-1/");
        using var prometheus = new HttpClient { BaseAddress = blog.Services.GetRequiredService<ScrapeServer>().Address };

        await Eventually.HoldsAsync(
            "the request was counted",
            async () => Regex.IsMatch(
                await prometheus.GetStringAsync("/metrics", Cancelled),
                """gonogo_request_duration_seconds_count\{.*method="GET",route="/\{\*\*path\}",status="200"\} \d+""",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)),
            Cancelled);
        using var page = await prometheus.GetAsync("/posts/post-1/", Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await blog.Reader.AskAsync("/metrics")).Status);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(prometheus.BaseAddress!.Host))); // It listens.
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_with_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() =>
            LoggedBlog.StartAsync(("Telemetry:PrometheusPort", port.ToString(System.Globalization.CultureInfo.InvariantCulture))));

        Assert.Contains($"127.0.0.1:{port}", refusal.Message, StringComparison.Ordinal);
    }
}
