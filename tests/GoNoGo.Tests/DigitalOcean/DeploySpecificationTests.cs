using System.Text.Json.Nodes;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.DigitalOcean;

/// <summary>
/// Every call to DigitalOcean goes through Prism, which lets through what the published description has and nothing else, requests and
/// answers; behind it a stand-in keeps the app.
/// </summary>
public sealed class DeploySpecificationTests : IAsyncLifetime
{
    private readonly AppPlatformStandIn platform = new();
    private Prism? prism;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Prism.IsMissing, Prism.Missing);
        await platform.StartAsync();
        prism = await Prism.BeforeAsync(Specification.DigitalOcean, platform.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (prism is not null)
        {
            await prism.DisposeAsync();
        }

        await platform.DisposeAsync();
    }

    [Fact]
    public async Task An_app_is_made_changed_left_alone_built_anew_and_taken_back_as_DigitalOcean_has_described()
    {
        await using var house = await DeployHouse.OpenAsync(prism!.Address);

        var made = await house.DeployAsync();
        var unchanged = await house.PlanAsync();
        var forced = await house.DeployAsync(isForced: true);
        platform.Spec!["services"]![0]!["instance_count"] = 7;
        var changed = await house.PlanAsync();
        var corrected = await house.DeployAsync();
        var back = await house.RollBackAsync();

        Assert.All([made, forced, corrected, back], one => Assert.True(one.Value is { IsActive: true }, one.Error?.Message));
        Assert.Empty(unchanged.Changes);
        Assert.Equal(("services.web.instance_count", "7", "1"), Assert.Single(changed.Changes) is var change
            ? (change.Path, change.Before, change.After) : default);
        Assert.Equal(
            [
                "POST /v2/apps",
                $"POST /v2/apps/{AppPlatformStandIn.AppId}/deployments",
                $"PUT /v2/apps/{AppPlatformStandIn.AppId}",
                $"POST /v2/apps/{AppPlatformStandIn.AppId}/rollback",
            ],
            platform.Changes);
        var rebuilt = platform.Asked.Single(request =>
            request.Method == "POST" && request.Path.EndsWith("/deployments", StringComparison.Ordinal));
        Assert.Equal("""{"force_build":true}""", rebuilt.Body);
        Assert.Equal(
            [
                "deployment.started", "deployment.ended", "deployment.started", "deployment.ended",
                "deployment.started", "deployment.ended", "deployment.rolled_back", "deployment.ended",
            ],
            (await house.AuditAsync()).Select(entry => entry.Action));
        AssertSpec((JsonObject)platform.Spec);
    }

    [Fact]
    public async Task Figures_and_regions_are_asked_for_as_DigitalOcean_has_described()
    {
        await using var house = await DeployHouse.OpenAsync(prism!.Address, options => options with { AppId = AppPlatformStandIn.AppId });
        platform.Spec = new JsonObject
        {
            ["name"] = "gonogo",
            ["region"] = "ams",
            ["databases"] = new JsonArray(new JsonObject { ["name"] = "db", ["cluster_name"] = AppPlatformStandIn.Cluster }),
        };

        var figures = await house.Events.Services.GetRequiredService<PlatformMetrics>().ReadAsync(TimeSpan.FromHours(1), Cancelled);
        var watch = house.Events.Services.GetRequiredService<RegionWatch>();
        var inside = await watch.LookAsync(Cancelled);
        platform.ClusterRegion = "nyc3";
        var outside = await watch.LookAsync(Cancelled);
        platform.Answer(500);
        var silent = await watch.LookAsync(Cancelled);

        Assert.True(figures.Value is { Region: "ams", CpuPercent: > 0, MemoryPercent: > 0, BandwidthBytes: > 0 }, figures.Error?.Message);
        Assert.Equal((RegionFinding.Inside, "ams, fra1"), (inside.Finding, inside.Places));
        Assert.Equal((RegionFinding.Outside, "nyc3"), (outside.Finding, outside.Places));
        Assert.Equal((RegionFinding.Outside, "service_failing"), (silent.Finding, silent.ErrorType));
    }

    [Fact]
    public async Task With_the_examples_of_the_description_every_call_is_understood()
    {
        await using var examples = await Prism.AnsweringAsync(Specification.DigitalOcean);
        await using var house = await DeployHouse.OpenAsync(examples.Address, options => options with { AppId = AppPlatformStandIn.AppId });
        var client = house.Events.Services.GetRequiredService<AppPlatformClient>();
        var spec = new JsonObject { ["name"] = "gonogo", ["region"] = "fra" };

        GoNoGo.Platform.Results.Error?[] refusals =
        [
            (await client.AppsAsync(Cancelled)).Error,
            (await client.AppAsync(AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.ProposeAsync(spec, AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.CreateAsync(spec, Cancelled)).Error,
            (await client.UpdateAsync(AppPlatformStandIn.AppId, spec, Cancelled)).Error,
            (await client.DeploymentsAsync(AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.RebuildAsync(AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.DeploymentAsync(AppPlatformStandIn.AppId, AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.ValidateRollbackAsync(AppPlatformStandIn.AppId, AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.RollBackAsync(AppPlatformStandIn.AppId, AppPlatformStandIn.AppId, Cancelled)).Error,
            (await client.DatabasesAsync(Cancelled)).Error,
            (await client.MeasureAsync("cpu_percentage", AppPlatformStandIn.AppId, TimeSpan.FromHours(1), Cancelled)).Error,
            (await client.MeasureAsync("memory_percentage", AppPlatformStandIn.AppId, TimeSpan.FromHours(1), Cancelled)).Error,
            (await client.MeasureAsync("restart_count", AppPlatformStandIn.AppId, TimeSpan.FromHours(1), Cancelled)).Error,
            (await client.BandwidthAsync(AppPlatformStandIn.AppId, Cancelled)).Error,
        ];

        Assert.All(refusals, Assert.Null);
    }

    private static void AssertSpec(JsonObject spec)
    {
        var web = spec["services"]![0]!;
        var variables = web["envs"]!.AsArray().ToDictionary(one => (string)one!["key"]!, one => one!);
        Assert.Equal("fra", (string)spec["region"]!);
        Assert.Equal("/health/ready", (string)web["health_check"]!["http_path"]!);
        Assert.Equal(("GHCR", "ada", "gonogo", "1.0"), (
            (string)web["image"]!["registry_type"]!,
            (string)web["image"]!["registry"]!,
            (string)web["image"]!["repository"]!,
            (string)web["image"]!["tag"]!));
        Assert.Equal("production", (string)variables["GDPR_COMPLIANCE_MODE"]["value"]!);
        Assert.Equal("EU", (string)variables["DATA_REGION"]["value"]!);
        Assert.Equal("INFO", (string)variables["LOG_LEVEL"]["value"]!); // The caller's own is DEBUG.
        Assert.Equal("true", (string)variables["SECURITY_HEADERS_ENABLED"]["value"]!);
        Assert.Equal("SECRET", (string)variables["GoNoGo__Webhooks__Secret"]["type"]!);
        Assert.DoesNotContain("sentinel", spec.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["db", "keys"], spec["databases"]!.AsArray().Select(one => (string)one!["name"]!));
        Assert.All(spec["databases"]!.AsArray(), one => Assert.Equal(AppPlatformStandIn.Cluster, (string)one!["cluster_name"]!));
    }
}
