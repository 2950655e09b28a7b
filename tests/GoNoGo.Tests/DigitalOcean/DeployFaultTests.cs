using System.Globalization;
using System.Text.Json.Nodes;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.DigitalOcean;

/// <summary>What is wrong is refused before anything changes; what is interrupted goes on; nothing that is secret shows.</summary>
public sealed class DeployFaultTests : IAsyncLifetime
{
    private readonly AppPlatformStandIn platform = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await platform.StartAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Theory]
    [InlineData("lon", "region_outside_union")]
    [InlineData("nyc3", "region_outside_union")]
    [InlineData("ams4", "region_outside_union")]
    [InlineData("", "region_outside_union")]
    public async Task A_region_outside_of_the_EU_is_refused_without_asking_anybody(string region, string code)
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address, options => options with { Region = region });

        Assert.Equal(code, (await house.RefusedAsync()).Code);
        Assert.Empty(platform.Asked);
    }

    [Theory]
    [InlineData("ams3", "ams")]
    [InlineData("AMS", "ams")]
    [InlineData("fra1", "fra")]
    [InlineData("fra", "fra")]
    public void The_regions_of_the_EU_are_known_by_both_names(string text, string expected) =>
        Assert.Equal(expected, UnionRegion.Parse(text).Value);

    [Fact]
    public async Task What_cannot_work_is_refused_with_what_to_do()
    {
        await AssertRefusedAsync("database_missing", options => options with { Database = null });
        await AssertRefusedAsync("source_missing", options => options with { Image = null });
        await AssertRefusedAsync("image_unreadable", options => options with { Image = "quay.io/ada/gonogo:1" });
        await AssertRefusedAsync("token_missing", options => options with { Token = null });
        await AssertRefusedAsync("secret_unreadable", options => options with { Secrets = ["A=/nowhere/at/all"] });
        await AssertRefusedAsync("not_found", options => options with { AppId = "00000000-0000-4000-8000-00000000dead" });
        await AssertRefusedAsync("database_not_found", options => options with { Database = "another" });
        platform.ClusterRegion = "nyc3";
        await AssertRefusedAsync("database_outside_union", options => options);
        Assert.Empty(platform.Changes);
    }

    [Theory]
    [InlineData("""["db"]""")]
    [InlineData("""[null]""")]
    [InlineData("""[{"cluster_name": 7}]""")]
    public async Task A_spec_of_another_form_leaves_what_is_known_of_the_regions_and_stops_nothing(string databases)
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address, options => options with { AppId = AppPlatformStandIn.AppId });
        platform.Spec = new JsonObject { ["name"] = "gonogo", ["region"] = "ams", ["databases"] = JsonNode.Parse(databases) };

        var found = await house.Events.Services.GetRequiredService<RegionWatch>().LookAsync(Cancelled);

        Assert.Equal((RegionFinding.NotAsked, "answer_unreadable"), (found.Finding, found.ErrorType));
    }

    [Fact]
    public async Task An_app_that_runs_elsewhere_is_not_moved()
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        Assert.NotNull((await house.DeployAsync()).Value);
        platform.Region = "nyc";
        platform.Asked.Clear();

        Assert.Equal("app_in_other_region", (await house.RefusedAsync()).Code);
        Assert.Empty(platform.Changes);
    }

    [Theory]
    [InlineData(401, "token_refused")]
    [InlineData(403, "permission_missing")]
    [InlineData(404, "not_found")]
    [InlineData(422, "request_refused")]
    [InlineData(500, "service_failing")]
    [InlineData(418, "answer_unexpected")]
    public async Task An_error_answer_is_a_sentence_that_repeats_no_secret(int status, string code)
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        platform.Answer(status, $$"""
            {"id": "x", "message": "env {{DeployHouse.Secret}} of {{DeployHouse.Token}} and ada@example.org is \u202e wrong"}
            """);

        var failure = await house.RefusedAsync();

        Assert.Equal(code, failure.Code);
        foreach (var text in house.Events.Log.Lines.Append(failure.ToString()))
        {
            Assert.DoesNotContain("sentinel", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', text);
        }

        Assert.Equal(status == 422, failure.Message.Contains("env [secret] of [secret]", StringComparison.Ordinal));
        Assert.Empty(await house.AuditAsync());
    }

    [Fact]
    public async Task A_spec_that_App_Platform_does_not_take_is_refused_before_anything_changes()
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        platform.Instead = async context =>
        {
            if (context.Request.Path != "/v2/apps/propose")
            {
                return false;
            }

            context.Response.StatusCode = 422;
            await context.Response.WriteAsync("""{"id": "x", "message": "instance_size_slug is not known"}""", context.RequestAborted);
            return true;
        };

        var failure = await house.RefusedAsync();

        Assert.Equal("DigitalOcean refuses the request: instance_size_slug is not known", failure.Message);
        Assert.Empty(platform.Changes);
    }

    [Fact]
    public async Task A_spent_quota_is_told_with_its_reset_and_asked_once()
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        var reset = house.Events.Clock.GetUtcNow().AddMinutes(12).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        platform.Answer(429, """{"id": "too_many_requests", "message": "API rate limit exceeded."}""", ("ratelimit-reset", reset));

        var failure = await house.RefusedAsync();

        Assert.Equal(("quota_spent", true), (failure.Code, failure.IsTransient));
        Assert.Contains("in 12 min", failure.Message, StringComparison.Ordinal);
        Assert.Single(platform.Asked);
    }

    [Theory]
    [InlineData("slow", "service_too_slow")]
    [InlineData("cut", "service_unreachable")]
    [InlineData("other", "answer_unreadable")]
    public async Task An_answer_that_is_slow_cut_or_another_is_a_sentence(string fault, string code)
    {
        await using var house = await DeployHouse.OpenAsync(
            platform.Address, attempt: fault == "slow" ? TimeSpan.FromMilliseconds(300) : null);
        platform.Instead = async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = fault == "other" ? null : 1000;
            await context.Response.WriteAsync("{\"apps\": [{}]}", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (fault == "slow")
            {
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
            }
            else if (fault == "cut")
            {
                context.Abort();
            }

            return true;
        };

        Assert.Equal(code, (await house.RefusedAsync()).Code);
    }

    [Fact]
    public async Task A_run_that_was_killed_after_the_change_is_followed_and_entered_once_by_the_next()
    {
        await using var killed = await DeployHouse.OpenAsync(platform.Address);
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        await using (var scope = killed.Events.Services.CreateAsyncScope())
        {
            // As if it had died before its entry: the change is made, and its own trail is not this one's.
            var deployer = scope.ServiceProvider.GetRequiredService<AppDeployer>();
            await deployer.ApplyAsync(await killed.PlanAsync(), isForced: false, Cancelled);
        }

        var plan = await house.PlanAsync();
        var followed = await house.DeployAsync();
        var again = await house.PlanAsync();

        Assert.Empty(plan.Changes);
        Assert.NotNull(plan.Underway);
        Assert.True(followed.Value is { IsActive: true });
        Assert.Equal(["deployment.started", "deployment.ended"], (await house.AuditAsync()).Select(entry => entry.Action));
        Assert.Null(again.Underway);
        Assert.Equal(["POST /v2/apps"], platform.Changes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_deployment_that_fails_is_entered_as_failed(DatabaseProvider provider)
    {
        platform.Phases = ["PENDING_BUILD", "ERROR"];
        await using var house = await DeployHouse.OpenAsync(platform.Address, provider: provider);

        var deployment = (await house.DeployAsync()).Value;

        Assert.True(deployment is { HasFailed: true, Phase: "ERROR" });
        Assert.Equal(
            [("deployment.started", "done"), ("deployment.ended", "failed")],
            (await house.AuditAsync()).Select(entry => (entry.Action, entry.Outcome)));
    }

    [Fact]
    public async Task What_others_have_added_to_the_app_stays_and_secrets_show_in_no_line()
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address);
        var first = await house.PlanAsync();
        await house.DeployAsync();
        platform.Spec!["domains"] = new JsonArray(new JsonObject { ["domain"] = "blog.example.org" });
        platform.Spec["services"]![0]!["instance_size_slug"] = "apps-s-2vcpu-4gb";

        await house.DeployAsync();

        Assert.Equal("blog.example.org", (string)platform.Spec["domains"]![0]!["domain"]!);
        Assert.All(first.Changes, change => Assert.DoesNotContain("sentinel", change.ToString(), StringComparison.Ordinal));
        Assert.Contains(first.Changes, change => change.After == "(secret)");
        Assert.DoesNotContain("sentinel", first.ToString(), StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string code, Func<DigitalOceanOptions, DigitalOceanOptions> adjust)
    {
        await using var house = await DeployHouse.OpenAsync(platform.Address, adjust);
        Assert.Equal(code, (await house.RefusedAsync()).Code);
    }
}
