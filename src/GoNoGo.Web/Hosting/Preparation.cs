using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>What must be there before anything is served or decided: the keys, and a database of the right shape.</summary>
internal sealed class Preparation(KeyFolder keys, IOptions<SiteOptions> site, IServiceScopeFactory scopes) : IHostedLifecycleService
{
    /// <summary>Makes or checks both; a second time changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        keys.Ensure(mayMake: !site.Value.IsProduction);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
