using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GoNoGo.Blog.Content;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Platform.Audit;
using GoNoGo.Testing;

namespace GoNoGo.Tests.CodeHosting;

/// <summary>
/// Every call to GitHub goes through Prism, which lets through what GitHub's published description has and nothing else, requests and
/// answers; behind it a stand-in keeps the state.
/// </summary>
public sealed class GitHubSpecificationTests : IAsyncLifetime
{
    private const string Commit = "6dcb09b5b57875f334f61aebed695e2e4193db5e";
    private readonly GitHubStandIn gitHub = new();
    private Prism? prism;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Prism.IsMissing, Prism.Missing);
        await gitHub.StartAsync();
        prism = await Prism.BeforeAsync(Specification.GitHub, gitHub.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (prism is not null)
        {
            await prism.DisposeAsync();
        }

        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_is_done_to_the_webhook_is_what_GitHub_has_described()
    {
        await using var house = await HostHouse.OpenAsync(prism!.Address);
        var foreign = gitHub.AddWebhook("https://hooks.example.com/services/T0/B0/their-secret", "push");

        var first = await house.CreateAsync();
        gitHub.AddWebhook(HostHouse.Blog + "/", "issues");
        gitHub.AddWebhook(HostHouse.Blog, "issues");
        var second = await house.CreateAsync();
        var listed = await house.AskAsync((webhooks, ended) => webhooks.ListAsync(ended));
        var ping = await house.AskAsync((webhooks, ended) => webhooks.PingAsync(AuditIdentity.Operator, ended));
        gitHub.AddDelivery("push", 502, "missed");
        gitHub.AddDelivery("push", 0, "missed too");
        gitHub.AddDelivery("push", 503, "arrived later");
        gitHub.AddDelivery("push", 202, "arrived later");
        var again = await house.AskAsync((webhooks, ended) => webhooks.RedeliverAsync(AuditIdentity.Operator, ended));
        var removed = await house.AskAsync((webhooks, ended) => webhooks.RemoveAsync(AuditIdentity.Operator, ended));

        Assert.Equal((false, 0), (first.WasThere, first.Removed));
        Assert.Equal((true, 1), (second.WasThere, second.Removed));
        Assert.Equal(first.Webhook.Id, second.Webhook.Id);
        var own = Assert.Single(listed, one => one.IsOwn && one.Webhook.Id == first.Webhook.Id);
        Assert.Empty(own.Faults);
        Assert.Equal(["push", "pull_request"], own.Webhook.Events);
        var others = Assert.Single(listed, one => one.Webhook.Id == (long)foreign["id"]!);
        Assert.Equal("https://hooks.example.com/", others.Webhook.Address.ToString());
        Assert.Equal(200, ping.Delivery!.StatusCode);
        Assert.Equal(["missed", "missed too"], again.Select(delivery => delivery.DeliveryId));
        Assert.True(removed.Count >= 1);
        Assert.DoesNotContain(gitHub.Webhooks, hook => (string)hook["config"]!["url"]! == HostHouse.Blog);
        Assert.Contains(gitHub.Webhooks, hook => (long)hook["id"]! == (long)foreign["id"]!);
        Assert.All(await house.LedgerAsync(), call => Assert.Null(call.ErrorType));
        Assert.Equal("webhook.created", (await house.AuditAsync())[0]);
        Assert.Contains("webhook.changed", await house.AuditAsync());
        var body = gitHub.Asked.First(request => request is { Method: "POST", Path: "/repos/ada/garden/hooks" }).Json;
        Assert.Equal((HostHouse.Secret, "json", "0"), (
            (string)body["config"]!["secret"]!, (string)body["config"]!["content_type"]!, (string)body["config"]!["insecure_ssl"]!));
    }

    [Fact]
    public async Task With_a_token_a_commit_gets_a_status_of_one_line()
    {
        await using var house = await HostHouse.OpenAsync(prism!.Address);

        Assert.Null(await house.ReportAsync(ReportOf(problems: 0)));
        Assert.Null(await house.ReportAsync(ReportOf(problems: 3)));
        Assert.Null(await house.ReportAsync(new CommitReport(Commit, Check: null, new string('x', 500))));

        var sent = gitHub.Asked.Where(request => request.Path.EndsWith($"/statuses/{Commit}", StringComparison.Ordinal))
            .Select(request => request.Json).ToList();
        Assert.Equal(["success", "failure", "failure"], sent.Select(body => (string)body["state"]!));
        Assert.All(sent, body => Assert.Equal("gonogo/content", (string)body["context"]!));
        Assert.All(sent, body => Assert.InRange(((string)body["description"]!).Length, 1, 140));
        Assert.StartsWith("3 files refused. content/posts/0.md:2: ", (string)sent[1]["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_App_a_commit_gets_a_check_with_a_mark_at_each_line_fifty_at_a_time()
    {
        using var key = RSA.Create(2048);
        var app = new GitHubOptions { AppId = "42", AppKey = key.ExportPkcs8PrivateKeyPem() };
        await using var house = await HostHouse.OpenAsync(prism!.Address, options: app);

        Assert.Null(await house.ReportAsync(ReportOf(problems: 120)));
        Assert.Null(await house.ReportAsync(ReportOf(problems: 0)));

        var checks = gitHub.Asked.Where(request => request.Path.Contains("/check-runs", StringComparison.Ordinal)).ToList();
        Assert.Equal(["POST", "PATCH", "PATCH", "POST"], checks.Select(request => request.Method));
        Assert.Equal([50, 50, 20, 0], checks.Select(request => request.Json["output"]!["annotations"]!.AsArray().Count));
        Assert.Equal("failure", (string)checks[0].Json["conclusion"]!);
        Assert.Equal("success", (string)checks[3].Json["conclusion"]!);
        var mark = checks[0].Json["output"]!["annotations"]![0]!;
        Assert.Equal(("content/posts/0.md", 2), ((string)mark["path"]!, (int)mark["start_line"]!));

        // The App's key signs once; its installation's token then serves for both.
        var asked = Assert.Single(gitHub.Asked, request => request.Path.EndsWith("/access_tokens", StringComparison.Ordinal));
        var parts = asked.Authorization["Bearer ".Length..].Split('.');
        Assert.True(key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("42", (string)JsonNode.Parse(Base64Url(parts[1]))!["iss"]!);
        Assert.DoesNotContain(checks, request => request.Authorization.Contains(parts[2], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_GitHub_does_not_describe_does_not_pass_Prism()
    {
        using var client = new HttpClient();
        using var wrong = new StringContent("""{"name": "web", "events": 7}""", Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync(
            new Uri(prism!.Address, "/repos/ada/garden/hooks"), wrong, TestContext.Current.CancellationToken);

        Assert.Equal(422, (int)answer.StatusCode);
    }

    private static CommitReport ReportOf(int problems) => new(
        Commit,
        new ContentReport(10, 10, 0, [.. Enumerable.Range(0, problems).Select(ProblemOf)]));

    private static ContentProblem ProblemOf(int number) => new(
        $"content/posts/{number}.md", 2, ContentProblemSeverity.Refused, "title_missing", "The post has no title. " + new string('.', 150));

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
