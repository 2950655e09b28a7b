using GoNoGo.Integrations.CodeHosting;
using GoNoGo.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.CodeHosting;

/// <summary>Where GitHub leads to: a repository that has moved is found, and nothing secret follows a redirect.</summary>
public sealed class GitHubRedirectTests : IAsyncLifetime
{
    private readonly GitHubStandIn gitHub = new();

    public async ValueTask InitializeAsync() => await gitHub.StartAsync();

    public ValueTask DisposeAsync() => gitHub.DisposeAsync();

    [Fact]
    public async Task A_repository_that_has_moved_is_refused_before_anything_is_changed()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.FullName = "ada/orchard";
        gitHub.Instead = context =>
        {
            if (context.Request.Path == "/repos/ada/garden")
            {
                context.Response.Redirect(new Uri(gitHub.Address, "/repositories/1296269").ToString(), permanent: true);
                return Task.FromResult(true);
            }

            return Task.FromResult(false);
        };

        var failure = await house.CreateRefusedAsync();

        Assert.Equal("repository_moved", failure.Code);
        Assert.Contains("ada/orchard", failure.Message, StringComparison.Ordinal);
        Assert.All(gitHub.Asked, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_redirect_to_another_server_does_not_take_the_token_along()
    {
        await using var other = new GitHubStandIn();
        await other.StartAsync();
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        var elsewhere = new UriBuilder(other.Address) { Host = "localhost", Path = "/repos/ada/garden" }.Uri.ToString();
        gitHub.Instead = context =>
        {
            context.Response.Redirect(elsewhere, permanent: true);
            return Task.FromResult(true);
        };

        await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<ContentWebhooks>().ListAsync(TestContext.Current.CancellationToken));

        Assert.NotEmpty(gitHub.Asked.First().Authorization);
        Assert.Empty(other.Asked);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_of_what_changes_something_is_not_followed_with_its_secret(int status)
    {
        await using var other = new GitHubStandIn();
        await other.StartAsync();
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.Instead = context =>
        {
            if (context.Request.Method == "GET")
            {
                return Task.FromResult(false);
            }

            context.Response.StatusCode = status;
            context.Response.Headers.Location = new Uri(other.Address, context.Request.Path).ToString();
            return Task.FromResult(true);
        };

        Assert.Equal("redirect_refused", (await house.CreateRefusedAsync()).Code);
        Assert.Empty(other.Asked);
    }

    [Theory]
    [InlineData(4, "repository_moved")]
    [InlineData(5, "redirect_refused")]
    public async Task A_few_redirects_in_a_row_are_followed_and_no_more(int redirects, string code)
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.FullName = "ada/orchard";
        List<string> way =
        [
            "/repos/ada/garden", .. Enumerable.Range(1, redirects - 1).Select(hop => $"/hops/{hop}"), "/repositories/1296269",
        ];
        gitHub.Instead = context =>
        {
            var at = way.IndexOf(context.Request.Path.ToString());
            if (at < 0 || at == redirects)
            {
                return Task.FromResult(false);
            }

            context.Response.Redirect(new Uri(gitHub.Address, way[at + 1]).ToString(), permanent: true);
            return Task.FromResult(true);
        };

        Assert.Equal(code, (await house.CreateRefusedAsync()).Code);
    }

    [Fact]
    public async Task Redirects_without_end_are_a_sentence()
    {
        await using var house = await HostHouse.OpenAsync(gitHub.Address);
        gitHub.Instead = context =>
        {
            context.Response.Redirect(new Uri(gitHub.Address, context.Request.Path).ToString());
            return Task.FromResult(true);
        };

        Assert.Equal("redirect_refused", (await house.CreateRefusedAsync()).Code);
    }
}
