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
    /// <summary>What a command needs beside a blog that is there: it makes no place and changes no shape.</summary>
    /// <exception cref="StartRefusedException">There is no blog, or it is of another version; the message says what to do.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(PlaceUse.Existing, mayMigrate: false, cancellationToken);

    /// <summary>Makes or checks all of it; a second time changes nothing.</summary>
    /// <param name="place">Whether a blog may be begun here.</param>
    /// <param name="mayMigrate">Whether an older database gets the shape of this program; the version before may be serving it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StartRefusedException">It cannot be; the message says what to do.</exception>
    public async Task RunAsync(PlaceUse place, bool mayMigrate, CancellationToken cancellationToken)
    {
        Rehearsal.DeleteLeftovers(data.Value.Path);
        if (restore.Read() is not null)
        {
            throw new StartRefusedException(
                "A restore into this data folder was begun and not ended: run gonogo restore again with the same copies.");
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            await PrepareAsync(scope.ServiceProvider, place, mayMigrate, cancellationToken);
        }

        if ((await erasures.RunAsync(cancellationToken)).Error is { } refusal)
        {
            throw new StartRefusedException(refusal.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => RunAsync(PlaceUse.Made, mayMigrate: true, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// One process at a time, keys before rows: the second of two servers that begin at once finds what the first has noted.
    /// </summary>
    private async Task PrepareAsync(IServiceProvider services, PlaceUse place, bool mayMigrate, CancellationToken cancellationToken)
    {
        var migrator = services.GetRequiredService<DatabaseMigrator>();
        var fingerprints = services.GetRequiredService<KeyFingerprints>();
        await using var held = await migrator.LockAsync(cancellationToken);
        var applied = await migrator.LookAsync(cancellationToken);
        var isCurrent = applied.Count == migrator.Known.Count();
        if (applied.Count == 0 ? place is not PlaceUse.Made : !isCurrent && !mayMigrate)
        {
            throw new StartRefusedException(applied.Count == 0
                ? StartCheck.NoBlog(data.Value.Path)
                : "The database is older than this program: start 'gonogo serve', which brings it to its shape, then try again.");
        }

        var isNoted = applied.Any(IsOfFingerprints) && await fingerprints.AnyAsync(cancellationToken);
        if (isNoted)
        {
            if (await fingerprints.FindMismatchAsync(cancellationToken) is { } mismatch)
            {
                throw new StartRefusedException(
                    $"The database was written under other keys than those in {keys.Place} ({mismatch}): restore the copy of its keys, or "
                    + "give all of its servers the same ones by GoNoGo:Keys:ConnectionString. Nothing was changed.");
            }
        }
        else if (applied.Count > 0
            && !KeyPurposes.Lasting.Any(purpose => keys.Versions(purpose).Any())
            && await migrator.HasEntriesAsync(cancellationToken))
        {
            throw new StartRefusedException(
                $"The database holds a blog and {keys.Place} none of its keys: restore the copy of its keys; new ones could not read it. "
                + "Nothing was changed.");
        }

        keys.Ensure(mayMake: !site.Value.IsProduction);
        if (!isCurrent)
        {
            await migrator.ApplyAsync(cancellationToken);
        }

        await fingerprints.NoteAsync(cancellationToken);
    }

    private static bool IsOfFingerprints(string migration) =>
        migration.EndsWith($"_{KeyFingerprints.Migration}", StringComparison.Ordinal);
}

/// <summary>What a command does with the place of a blog: its data folder, database and keys.</summary>
internal enum PlaceUse
{
    /// <summary>It works without one.</summary>
    Unneeded,

    /// <summary>It works on one that is there, and makes none.</summary>
    Existing,

    /// <summary>It may begin one.</summary>
    Made,
}
