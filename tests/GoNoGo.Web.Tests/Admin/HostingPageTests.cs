using GoNoGo.Accounts.Users;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Admin;

/// <summary>The page of the content webhook, before a server that stands in for GitHub.</summary>
public sealed class HostingPageTests : IAsyncLifetime
{
    private const string Path = "/admin/hosting/";

    private readonly GitHubStandIn gitHub = new();
    private readonly StaffBlog blog = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gitHub.StartAsync();
        blog.Settings["GoNoGo:GitHub:Token"] = "a-token";
        blog.Settings["GoNoGo:GitHub:Repository"] = "ada/garden";
        blog.Settings["GoNoGo:GitHub:ApiUrl"] = gitHub.Address.ToString();
        blog.Settings["GoNoGo:Webhooks:Secret"] = "a-secret";
        await blog.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await blog.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task An_author_sees_webhooks_by_their_host_and_is_told_in_a_sentence_what_cannot_be_done()
    {
        gitHub.AddWebhook("https://hooks.example.com/services/their-secret", "push");
        using var author = await blog.NewPersonAsync(StaffRoles.Author);

        var page = await author.GetStringAsync(Path, Cancelled);
        var answer = await author.PostAsync(Path + "webhook/");
        var refused = await answer.Content.ReadAsStringAsync(Cancelled);
        var ping = await (await author.PostAsync(Path + "ping/")).Content.ReadAsStringAsync(Cancelled);

        Assert.Contains("https://hooks.example.com/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("their-secret", page, StringComparison.Ordinal);
        Assert.Contains("Not of this blog", page, StringComparison.Ordinal);
        Assert.Contains("cannot reach a loopback address", refused, StringComparison.Ordinal); // As this blog's is.
        Assert.Contains("has no webhook that leads here", ping, StringComparison.Ordinal);
        Assert.All(gitHub.Asked, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task What_GitHub_refuses_is_said_and_the_page_stands()
    {
        gitHub.Answer(401);
        using var author = await blog.NewPersonAsync(StaffRoles.Author);

        var page = await author.GetStringAsync(Path, Cancelled);

        Assert.Contains("GitHub does not take the token", page, StringComparison.Ordinal);
        Assert.Contains("github: the last call failed", page, StringComparison.Ordinal);
    }
}
