using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What a start takes for granted: that every service finds what it asks for, on each database.</summary>
public sealed class ServiceTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task Every_service_finds_what_it_asks_for(string database)
    {
        await using var services = Check(await ComposeAsync(database));

        Assert.NotNull(services.GetService<IOptions<SiteOptions>>());
    }

    [Fact]
    public async Task One_that_asks_for_what_is_not_there_is_named()
    {
        var composed = await ComposeAsync("Sqlite");
        composed.RemoveAll<TimeProvider>();

        var failure = Assert.Throws<AggregateException>(() => Check(composed));

        Assert.Contains(nameof(Preparation), failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Check(IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static async Task<ServiceCollection> ComposeAsync(string database)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GoNoGo:Data:Path"] = Path.Combine(Path.GetTempPath(), "gonogo-composed"), // Nothing is started that would make it.
            ["GoNoGo:Database:Provider"] = database,
            ["GoNoGo:Database:ConnectionString"] = database == "Postgres" ? "Host=localhost;Database=gonogo" : null,
        };
        var settings = Settings.Load(given, "http://127.0.0.1:0", new Dictionary<string, string>()).Value!; // They are right.
        var composed = new ServiceCollection();
#pragma warning disable RS0030 // The edge of a test.
        await using var app = GoNoGoHost.Build(settings, TimeProvider.System, services => composed.Add(services));
#pragma warning restore RS0030
        return composed;
    }
}
