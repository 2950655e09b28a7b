using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Health;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What an orchestrator is told, and what staff and their programs alone are.</summary>
public sealed class HealthTests(HealthTests.WaitingBlog blog, StaffBlog staffed)
    : IClassFixture<HealthTests.WaitingBlog>, IClassFixture<StaffBlog>
{
    private static readonly string[] Parts =
    [
        "database", "event_bus", "audit", "disk", "clock", "keys", "retention_and_rights", "content_repository", "pictures", "mail",
        "github", "digitalocean", "region", "cache", "backup",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_living_process_says_so()
    {
        using var response = await blog.Reader.GetAsync("/health/live", Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_is_waited_for_is_named_and_nothing_else()
    {
        using var response = await blog.Reader.GetAsync("/health/ready", Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("\"a_tide\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", text, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_report_names_every_part_with_its_status_time_details_and_error()
    {
        using var administrator = await staffed.NewPersonAsync(StaffRoles.Administrator);

        using var answer = await administrator.GetAsync("/health", Cancelled);
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var root = report.RootElement;
        Assert.Equal(["overall_status", "component_health", "timestamp"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("healthy", root.GetProperty("overall_status").GetString());
        var parts = root.GetProperty("component_health").EnumerateObject().ToDictionary(part => part.Name, part => part.Value);
        Assert.Equal(Parts.Order(), parts.Keys.Order());
        Assert.All(parts.Values, part =>
        {
            Assert.Equal(
                ["status", "response_time_ms", "details", "troubles", "error_type", "timestamp"],
                part.EnumerateObject().Select(member => member.Name));
            Assert.Null(part.GetProperty("error_type").GetString());
            Assert.Matches(@"^\d+(\.\d{1,2})?$", part.GetProperty("response_time_ms").GetRawText());
        });
        Assert.All(
            ["query_response_time", "connection_pool", "version"],
            name => Assert.NotEmpty(parts["database"].GetProperty("details").GetProperty(name).GetString()!)); // A text each.
    }

    [Fact]
    public async Task The_report_is_for_staff_and_programs_that_may_read_it_and_nothing_of_it_for_strangers()
    {
        using var moderator = await staffed.NewPersonAsync(StaffRoles.Moderator);
        using var program = staffed.NewReader();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await staffed.NewTokenAsync(StaffRoles.Administrator, 7, Permission.ReadHealth));

        using var stranger = await staffed.Reader.GetAsync("/health", Cancelled);
        using var refused = await moderator.GetAsync("/health", Cancelled);
        using var read = await program.GetAsync("/health", Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        foreach (var answer in new[] { stranger, refused })
        {
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.All(Parts, part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_page_of_the_admin_shows_every_part_with_its_state_in_words()
    {
        using var administrator = await staffed.NewPersonAsync(StaffRoles.Administrator);

        var page = await (await administrator.GetAsync("/admin/health/", Cancelled)).PageOfAsync();

        var rows = page.QuerySelectorAll(".parts > tbody > tr").ToDictionary(
            row => row.Children[0].TextContent.Replace(' ', '_'), row => row.Children[1].TextContent);
        Assert.Equal(Parts.Order(), rows.Keys.Order());
        Assert.Equal("healthy", rows["database"]);
        Assert.Contains("All that serving needs is healthy", page.QuerySelector("main")?.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A blog that waits for something that never comes.</summary>
    public sealed class WaitingBlog : BlogFixture
    {
        protected override void Adjust(IServiceCollection services) => services.AddSingleton(new HealthCheckRegistration(
            "a_tide",
            HealthCheckUse.Report | HealthCheckUse.Serving,
            (_, _) => Task.FromResult(new HealthState(HealthStatus.Unhealthy)
            {
                Troubles = [new HealthTrouble("low_water", true, "There is a secret in it.")],
            })));
    }
}
