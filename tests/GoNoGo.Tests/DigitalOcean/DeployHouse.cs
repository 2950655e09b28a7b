using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Integrations.Outbound;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Tests.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.DigitalOcean;

/// <summary>The deployer on a real database, before a server that stands in for App Platform.</summary>
internal sealed class DeployHouse : IAsyncDisposable
{
    public const string Token = "sentinel-token-9b1d";
    public const string Secret = "sentinel-secret-0f4c";

    private readonly TemporaryFolder folder;

    private DeployHouse(EventHouse events, TemporaryFolder folder) => (Events, this.folder) = (events, folder);

    public EventHouse Events { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<DeployHouse> OpenAsync(
        Uri api,
        Func<DigitalOceanOptions, DigitalOceanOptions>? adjust = null,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        TimeSpan? attempt = null)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["secret"], Secret + "\n", Cancelled);
        var options = new DigitalOceanOptions
        {
            ApiUrl = api.ToString(),
            Token = Token,
            Region = "fra1",
            Image = "ghcr.io/ada/gonogo:1.0",
            Database = AppPlatformStandIn.Cluster,
            Environment = ["GoNoGo__Site__BaseUrl=https://blog.example.org", "LOG_LEVEL=DEBUG"],
            Secrets = [$"GoNoGo__Webhooks__Secret={folder["secret"]}"],
        };
        var chosen = adjust?.Invoke(options) ?? options;
        var limits = new OutboundLimits
        {
            Attempt = attempt ?? TimeSpan.FromSeconds(30),
            Total = TimeSpan.FromSeconds(60),
            Retries = 1,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Tolerated = 100,
            Clock = TimeProvider.System,
        };
        return new DeployHouse(
            await EventHouse.OpenAsync(provider, services =>
            {
                services.AddKeyedSingleton(AppPlatformClient.ServiceId, limits);
                services.AddSingleton<CallLedger>();
                services.AddScoped<ServiceHealth>();
                services.AddDigitalOcean();
                services.AddSingleton<IOptions<DigitalOceanOptions>>(Options.Create(chosen));
            }),
            folder);
    }

    /// <summary>Plans, applies and follows, as the command does.</summary>
    public async Task<Result<PlatformDeployment>> DeployAsync(bool isForced = false)
    {
        await using var scope = Events.Services.CreateAsyncScope();
        var deployer = scope.ServiceProvider.GetRequiredService<AppDeployer>();
        if (!(await deployer.PlanAsync(sendsSecrets: false, Cancelled)).Succeeded(out var plan, out var refusal)
            || !(await deployer.ApplyAsync(plan, isForced, Cancelled)).Succeeded(out var started, out refusal))
        {
            return refusal;
        }

        return await FollowAsync(started);
    }

    public async Task<DeployPlan> PlanAsync()
    {
        await using var scope = Events.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AppDeployer>().PlanAsync(sendsSecrets: false, Cancelled))
            .Succeeded(out var plan, out var refusal) ? plan : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
    }

    public async Task<ServiceFailure> RefusedAsync()
    {
        await using var scope = Events.Services.CreateAsyncScope();
        return Assert.IsType<ServiceFailure>(
            (await scope.ServiceProvider.GetRequiredService<AppDeployer>().PlanAsync(sendsSecrets: false, Cancelled)).Error);
    }

    public async Task<Result<PlatformDeployment>> RollBackAsync()
    {
        await using var scope = Events.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AppDeployer>().RollBackAsync(deploymentId: null, Cancelled))
            .Succeeded(out var started, out var refusal) ? await FollowAsync(started) : refusal;
    }

    /// <summary>Follows while the clock goes on.</summary>
    public async Task<Result<PlatformDeployment>> FollowAsync(StartedDeployment started)
    {
        await using var scope = Events.Services.CreateAsyncScope();
        var following = scope.ServiceProvider.GetRequiredService<AppDeployer>()
            .FollowAsync(started, new Progress<(int Done, int Total)>(), Cancelled);
        await Eventually.HoldsAsync(
            "the deployment ended",
            () =>
            {
                Events.Clock.Advance(TimeSpan.FromSeconds(3));
                return Task.FromResult(following.IsCompleted);
            },
            Cancelled);
        return await following;
    }

    /// <summary>What the audit trail has of deployments: action, outcome, and the id.</summary>
    public async Task<IReadOnlyList<(string Action, string Outcome, string Id)>> AuditAsync() =>
        [.. (await Events.RowsAsync<AuditEntry>()).Where(entry => entry.ResourceType == "deployment").OrderBy(entry => entry.Sequence)
            .Select(entry => (entry.Action, entry.Outcome, entry.ResourceId))];

    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync();
        folder.Dispose();
    }
}
