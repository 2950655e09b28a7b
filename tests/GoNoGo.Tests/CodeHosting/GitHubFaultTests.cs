using System.Globalization;
using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Integrations.GitHub;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.CodeHosting;

/// <summary>Whatever GitHub answers, one sentence says what to do, nothing is half done, and nothing that is secret shows.</summary>
public sealed class GitHubFaultTests : IAsyncLifetime
{
    private readonly GitHubStandIn gitHub = new();

    public async ValueTask InitializeAsync() => await gitHub.StartAsync();

    public ValueTask DisposeAsync() => gitHub.DisposeAsync();

    [Theory]
    [InlineData(401, "token_refused", false)]
    [InlineData(404, "not_found", false)]
    [InlineData(410, "answer_unexpected", false)]
    [InlineData(422, "request_refused", false)]
    [InlineData(500, "service_failing", true)]
    [InlineData(503, "service_failing", true)]
    public async Task An_error_answer_is_a_sentence_and_changes_nothing(int status, string code, bool isTransient)
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.Answer(status, $$"""
            {"message": "{{HostHouse.Token}} ada@example.org", "errors": [{"code": "custom", "message": "{{HostHouse.Secret}}"}]}
            """);

        var failure = await house.CreateRefusedAsync();

        Assert.Equal((code, isTransient), (failure.Code, failure.IsTransient));
        Assert.Empty(gitHub.Webhooks);
        Assert.DoesNotContain(gitHub.Asked, request => request.Method is not "GET");
        Assert.Equal([("find_repository", code)], await house.LedgerAsync());
        Assert.Empty(await house.AuditAsync());
        AssertSilent(house, failure);
    }

    [Fact]
    public async Task A_missing_permission_is_named_as_GitHub_names_it()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);

        gitHub.Answer(403, headers: ("X-Accepted-GitHub-Permissions", "repository_hooks=write"));
        var fine = await house.CreateRefusedAsync();
        gitHub.Answer(404, headers: ("X-Accepted-OAuth-Scopes", "admin:repo_hook, repo"));
        var classic = await house.CreateRefusedAsync();

        Assert.Equal("permission_missing", fine.Code);
        Assert.Contains("repository_hooks=write", fine.Message, StringComparison.Ordinal);
        Assert.Contains("admin:repo_hook, repo", classic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "X-RateLimit-Remaining")]
    [InlineData(403, "Retry-After")]
    [InlineData(429, "X-RateLimit-Remaining")]
    [InlineData(429, "Retry-After")]
    public async Task A_spent_quota_is_told_with_when_it_is_over_and_not_asked_again_at_once(int status, string header)
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        var reset = house.Events.Clock.GetUtcNow().AddMinutes(20).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        gitHub.Answer(
            status,
            """{"message": "API rate limit exceeded"}""",
            header == "Retry-After"
                ? [("Retry-After", "1200"), ("X-RateLimit-Limit", "60")]
                : [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Limit", "60"), ("X-RateLimit-Reset", reset)]);

        var failure = await house.CreateRefusedAsync();

        Assert.Equal(("quota_spent", true), (failure.Code, failure.IsTransient));
        Assert.Equal(20, Math.Round(failure.RetryAfter!.Value.TotalMinutes));
        Assert.Contains("in 20 min", failure.Message, StringComparison.Ordinal);
        Assert.Single(gitHub.Asked);
    }

    [Theory]
    [InlineData("slow", "service_too_slow")]
    [InlineData("cut", "service_unreachable")]
    [InlineData("large", "answer_too_large")]
    [InlineData("no json", "answer_unreadable")]
    [InlineData("relative redirect", "answer_unreadable")]
    [InlineData("deep", "answer_unreadable")]
    [InlineData("deep page", "answer_unreadable")]
    [InlineData("empty", "answer_unexpected")]
    [InlineData("[]", "answer_unexpected")]
    [InlineData("[\"a\"]", "answer_unexpected")]
    public async Task An_answer_that_is_slow_cut_too_large_or_no_JSON_is_a_sentence(string fault, string code)
    {
        await using var house = await HostHouse.OpenAsync(
            gitHub.Address, attempt: fault == "slow" ? TimeSpan.FromMilliseconds(300) : null);
        gitHub.Instead = async context =>
        {
            context.Response.ContentType = "application/json";
            switch (fault)
            {
                case "slow":
                    await context.Response.WriteAsync("{", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
                    break;
                case "cut":
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("{\"full_name\": ", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    context.Abort();
                    break;
                case "large":
                    await context.Response.WriteAsync("\"" + new string('x', 300 * 1024) + "\"", context.RequestAborted);
                    break;
                case "deep" or "deep page":
                    context.Response.StatusCode = fault == "deep" ? 200 : 422;
                    context.Response.ContentType = fault == "deep" ? "application/json" : "text/html";
                    await context.Response.WriteAsync(new string('[', 200_000), context.RequestAborted);
                    break;
                case "empty":
                    break;
                case ['[', ..]:
                    await context.Response.WriteAsync(fault, context.RequestAborted);
                    break;
                case "relative redirect":
                    context.Response.Redirect("/elsewhere");
                    break;
                default:
                    await context.Response.WriteAsync("<html>", context.RequestAborted);
                    break;
            }

            return true;
        };

        var failure = await house.CreateRefusedAsync();

        Assert.Equal(code, failure.Code);
        AssertSilent(house, failure);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_left_alone_for_a_while()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.Answer(500);

        var codes = new List<string>();
        for (var time = 0; time < 6; time++)
        {
            codes.Add((await house.CreateRefusedAsync()).Code);
        }

        Assert.Equal("service_left_alone", codes[^1]);
        Assert.InRange(gitHub.Asked.Count, 4, 6);
        var state = Assert.Single(await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<ServiceHealth>().ReadAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(("github", false, 6), (state.Service, state.IsWell, state.FailedInARow));
    }

    [Fact]
    public async Task A_webhook_that_was_deleted_by_hand_is_said_and_set_up_anew()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        await house.CreateAsync();
        gitHub.Clear();

        Assert.Equal("webhook_missing", (await house.RefusedAsync((webhooks, ended) =>
            webhooks.PingAsync(AuditIdentity.Operator, ended))).Code);
        Assert.False((await house.CreateAsync()).WasThere);
    }

    [Fact]
    public async Task What_cannot_work_is_said_without_asking_anybody()
    {
        var blog = new Uri(HostHouse.Blog);
        await using var withoutSecret = await HostHouse.OpenAsync(gitHub.Address, target: new ContentWebhookTarget(blog, null, true));
        await using var onLoopback = await HostHouse.OpenAsync(gitHub.Address, target: new ContentWebhookTarget(blog, "s", false));
        await using var withoutToken = await HostHouse.OpenAsync(gitHub.Address, options: new GitHubOptions());

        Assert.Equal("webhook_secret_missing", (await withoutSecret.CreateRefusedAsync()).Code);
        Assert.Equal("webhook_address_unreachable", (await onLoopback.CreateRefusedAsync()).Code);
        Assert.Equal("code_host_missing", (await withoutToken.CreateRefusedAsync()).Code);
        Assert.Empty(gitHub.Asked);
    }

    [Fact]
    public async Task Nothing_is_called_inside_a_unit_of_work()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<UnitOfWork>().RunAsync<HostedRepository>(
                (_, ended) => scope.GetRequiredService<ICodeHost>().FindAsync(ended), TestContext.Current.CancellationToken)));
        Assert.Empty(gitHub.Asked);
    }

    [Theory]
    [InlineData("https://github.com/ada/garden", "ada/garden")]
    [InlineData("https://github.com/ada/garden.git/", "ada/garden")]
    [InlineData("git@github.com:ada/garden.git", "ada/garden")]
    [InlineData("ssh://git@github.com/ada/gar.den.git", "ada/gar.den")]
    [InlineData("https://GitHub.com/ada/garden", "ada/garden")]
    [InlineData("https://example.org/ada/garden", null)]
    [InlineData("https://github.com.example.org/ada/garden", null)]
    [InlineData("https://github.com/ada/garden/tree", null)]
    [InlineData("/srv/github.com/ada", null)]
    [InlineData("", null)]
    public void The_repository_is_read_off_its_address(string address, string? expected) =>
        Assert.Equal(expected, HostedRepository.OfAddress(address, "github.com")?.ToString());

    private static void AssertSilent(HostHouse house, ServiceFailure failure)
    {
        foreach (var text in house.Events.Log.Lines.Append(failure.Message).Append(failure.ToString()))
        {
            Assert.DoesNotContain("sentinel", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
        }
    }
}
