using System.Security.Cryptography;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What a start takes for granted: every service finds what it asks for, on each database, with all or nothing optional.</summary>
public sealed class ServiceTests
{
    private static readonly Dictionary<string, string?> Optional = new(StringComparer.Ordinal)
    {
        ["GoNoGo:Backup:Path"] = Place("backups"),
        ["GoNoGo:Backup:Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["GoNoGo:Backup:KeysPath"] = Place("backups-of-keys"),
        ["GoNoGo:Backup:KeysKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        ["GoNoGo:Telemetry:OtlpEndpoint"] = "http://localhost:4318",
        ["GoNoGo:Telemetry:PrometheusPort"] = "0",
        ["GoNoGo:Webhooks:Secret"] = "a secret of these tests alone",
    };

    [Theory]
    [InlineData("Sqlite", false)]
    [InlineData("Sqlite", true)]
    [InlineData("Postgres", false)]
    [InlineData("Postgres", true)]
    public async Task Every_service_finds_what_it_asks_for(string database, bool withOptional)
    {
        var composed = await ComposeAsync(database, withOptional);

        await using var services = Check(composed); // Throws where one does not.

        Assert.Equal(withOptional, composed.Any(service => service.ImplementationType == typeof(ScheduledBackup)));
    }

    [Fact]
    public async Task One_that_asks_for_what_is_not_there_is_named()
    {
        var composed = await ComposeAsync("Sqlite", withOptional: false);
        composed.RemoveAll<TimeProvider>();

        var failure = Assert.Throws<AggregateException>(() => Check(composed));

        Assert.Contains(nameof(Preparation), failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Check(IServiceCollection services) =>
        services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    // Nothing is started that would make it.
    private static string Place(string name) => Path.Combine(Path.GetTempPath(), "gonogo-composed", name);

    private static async Task<ServiceCollection> ComposeAsync(string database, bool withOptional)
    {
        var given = new Dictionary<string, string?>(withOptional ? Optional : [], StringComparer.Ordinal)
        {
            ["GoNoGo:Data:Path"] = Place("data"),
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
