using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary>
/// <c>gonogo webhook</c>, <c>deploy</c> and <c>metrics</c> in processes of their own, before servers that stand in for the services.
/// </summary>
public sealed class HostingCommandTests : IAsyncLifetime
{
    private const string Token = "sentinel-token-9b1d";
    private const string Secret = "sentinel-secret-0f4c";
    private const string Address = "https://blog.example.org/webhooks/content-updated";

    private readonly GitHubStandIn gitHub = new();
    private readonly AppPlatformStandIn platform = new();
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gitHub.StartAsync();
        await platform.StartAsync();
        await File.WriteAllTextAsync(folder["token"], Token, Cancelled);
        await File.WriteAllTextAsync(folder["secret"], Secret, Cancelled);

        new KeyFolder(folder["keys"]).Ensure(mayMake: true); // Where the blog is a public one, they are the operator's to make.
    }

    public async ValueTask DisposeAsync()
    {
        await gitHub.DisposeAsync();
        await platform.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_webhook_is_set_up_twice_tried_listed_and_removed_and_nothing_secret_is_written_anywhere()
    {
        gitHub.AddWebhook($"https://hooks.example.com/services/{Secret}", "push");

        var first = await RunAsync("webhook", "create");
        var second = await RunAsync("webhook", "create", "--json");
        var ping = await RunAsync("webhook", "ping");
        var listed = await RunAsync("webhook", "list");
        var removed = await RunAsync("webhook", "remove", "--yes");

        Assert.Equal((0, "The webhook is set up. gonogo webhook ping tries it."), (first.ExitCode, first.Output.Trim()));
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("\"own\": true", second.Output, StringComparison.Ordinal);
        Assert.Equal((0, "The ping arrived."), (ping.ExitCode, ping.Output.Trim()));
        Assert.Contains($"{Address}  push, pull_request  as it should be", listed.Output, StringComparison.Ordinal);
        Assert.Contains("https://hooks.example.com/  push  not of this blog", listed.Output, StringComparison.Ordinal);
        Assert.Equal((0, "The webhook is removed."), (removed.ExitCode, removed.Output.Trim()));
        Assert.Single(gitHub.Webhooks);
        AssertSilent(first, second, ping, listed, removed);
    }

    [Fact]
    public async Task What_GitHub_refuses_is_one_sentence_and_answers_1()
    {
        gitHub.Answer(401, $$"""{"message": "{{Secret}} for ada@example.org"}""");

        var run = await RunAsync("webhook", "create");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("GitHub does not take the token", run.Errors.Trim().Split('\n')[^1], StringComparison.Ordinal);
        AssertSilent(run);
    }

    [Fact]
    public async Task A_deployment_shows_what_it_changes_follows_it_and_is_nothing_the_second_time()
    {
        platform.Phases = ["ACTIVE"];

        var made = await RunAsync("deploy", "--yes");
        var unchanged = await RunAsync("deploy", "--yes");
        platform.Phases = ["ERROR"];
        platform.Spec!["services"]![0]!["instance_count"] = 3;
        var failed = await RunAsync("deploy", "--yes");

        Assert.Equal(0, made.ExitCode);
        Assert.Contains("+ services.web.envs.DATA_REGION.value = EU", made.Output, StringComparison.Ordinal);
        Assert.Contains("+ services.web.envs.GoNoGo__Webhooks__Secret.value = (secret)", made.Output, StringComparison.Ordinal);
        Assert.Equal((0, "There is nothing to change."), (unchanged.ExitCode, unchanged.Output.Trim()));
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("has failed (error)", failed.Output, StringComparison.Ordinal);
        Assert.Contains("~ services.web.instance_count = 3 -> 1", failed.Output, StringComparison.Ordinal);
        AssertSilent(made, unchanged, failed);
    }

    [Fact]
    public async Task A_deployment_that_is_killed_at_any_of_its_calls_converges_when_it_is_run_again()
    {
        platform.Phases = ["PENDING_BUILD", "ACTIVE"];
        foreach (var (call, isTaken) in new[]
        {
            ("POST /v2/apps/propose", false),
            ("POST /v2/apps", false),
            ("POST /v2/apps", true),
            ("GET /v2/apps/{id}/deployments/{id}", true),
        })
        {
            platform.Forget();
            await KillAtAsync(call, isTaken);
            var again = await RunAsync("deploy", "--yes");

            Assert.True(again.ExitCode == 0, $"{call}: {again.Errors}");
            Assert.Equal("ACTIVE", (string?)Assert.Single(platform.Deployments)["phase"]);
            AssertSilent(again);
        }

        var third = await RunAsync("deploy", "--yes");
        Assert.Equal((0, "There is nothing to change."), (third.ExitCode, third.Output.Trim()));
    }

    [Fact]
    public async Task A_wrong_region_is_refused_with_the_reason_and_figures_come_from_whoever_answers()
    {
        platform.Spec = new System.Text.Json.Nodes.JsonObject { ["name"] = "gonogo", ["region"] = "fra" };

        var wrong = await RunAsync(["deploy", "--yes"], ("GoNoGo__DigitalOcean__Region", "lon"));
        var metrics = await RunAsync("metrics", "--json");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("The region lon is refused", wrong.Errors, StringComparison.Ordinal);
        Assert.Equal(1, metrics.ExitCode); // The blog was not asked, for want of a token.
        Assert.Contains("\"region\": \"fra\"", metrics.Output, StringComparison.Ordinal);
        Assert.Contains("There is no token for the running blog", metrics.Errors, StringComparison.Ordinal);
        Assert.Empty(platform.Changes);
        AssertSilent(wrong, metrics);
    }

    /// <summary>Deploys, and kills the program when App Platform hears a call: before it does anything, or once it has.</summary>
    private async Task KillAtAsync(string call, bool isTaken)
    {
        await using var killed = ServerProcess.StartCommand(["deploy", "--yes", "--data", folder["data"]], Settings());
        var isDone = false;
        platform.KillAt(call, isTaken, async () =>
        {
            if (!isDone)
            {
                isDone = true;
                await killed.KillAsync();
            }
        });
        await killed.ExitAsync();
        platform.KillAt(null, isTaken, () => Task.CompletedTask);
        Assert.True(isDone, $"{call} was not made: {killed.Errors}");
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command) => RunAsync(command, []);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] command, params (string Name, string Value)[] more)
    {
        var settings = Settings();
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return ServerProcess.RunAsync([.. command, "--data", folder["data"]], settings);
    }

    private Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["GoNoGo__Site__BaseUrl"] = "https://blog.example.org",
        ["GoNoGo__Keys__Path"] = folder["keys"],
        ["GoNoGo__GitHub__Token_FILE"] = folder["token"],
        ["GoNoGo__GitHub__Repository"] = "ada/garden",
        ["GoNoGo__GitHub__ApiUrl"] = gitHub.Address.ToString(),
        ["GoNoGo__Webhooks__Secret_FILE"] = folder["secret"],
        ["GoNoGo__DigitalOcean__Token_FILE"] = folder["token"],
        ["GoNoGo__DigitalOcean__ApiUrl"] = platform.Address.ToString(),
        ["GoNoGo__DigitalOcean__Image"] = "ghcr.io/ada/gonogo:1.0",
        ["GoNoGo__DigitalOcean__Database"] = AppPlatformStandIn.Cluster,
        ["GoNoGo__DigitalOcean__Secrets"] = $"GoNoGo__Webhooks__Secret={folder["secret"]}",
    };

    private void AssertSilent(params (int ExitCode, string Output, string Errors)[] runs)
    {
        var texts = runs.SelectMany(run => new[] { run.Output, run.Errors }).Concat(
            Directory.EnumerateFiles(folder["data"], "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain("sentinel", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
        });
    }
}
