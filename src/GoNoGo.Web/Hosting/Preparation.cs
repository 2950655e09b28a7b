using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// What must be there before anything is served or decided: the keys, a database of the right shape, and in it every erasure there was.
/// </summary>
internal sealed class Preparation(
    IKeyStore keys,
    IOptions<SiteOptions> site,
    IOptions<DataOptions> data,
    RestoreMark restore,
    ErasureReplay erasures,
    IServiceScopeFactory scopes) : IHostedLifecycleService
{
    /// <summary>Makes or checks all of it; a second time changes nothing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Rehearsal.DeleteLeftovers(data.Value.Path);
        if (restore.Read() is not null)
        {
            throw new StartRefusedException(
                "A restore into this data folder was begun and not ended: run gonogo restore again with the same copies.");
        }

        keys.Ensure(mayMake: !site.Value.IsProduction);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        if ((await erasures.RunAsync(cancellationToken)).Error is { } refusal)
        {
            throw new StartRefusedException(refusal.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
