using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Health;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What an orchestrator is told.</summary>
public sealed class HealthTests(HealthTests.WaitingBlog blog) : IClassFixture<HealthTests.WaitingBlog>
{
    [Fact]
    public async Task A_living_process_says_so()
    {
        using var response = await blog.Reader.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_is_waited_for_is_named_and_nothing_else()
    {
        using var response = await blog.Reader.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"a_tide\"", text, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    /// <summary>A blog that waits for something that never comes.</summary>
    public sealed class WaitingBlog : BlogFixture
    {
        protected override void Adjust(IServiceCollection services) => services.AddSingleton(new ReadinessCondition("a_tide", () => false));
    }
}
