using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// The place of a blog for a command that nobody may work beside: as long as it is held no server starts there, and where one works it is
/// not given.
/// </summary>
internal sealed class SoleUse : IAsyncDisposable
{
    private readonly FileStream? folder;
    private readonly IAsyncDisposable database;

    private SoleUse(FileStream? folder, IAsyncDisposable database) => (this.folder, this.database) = (folder, database);

    /// <summary>Takes the data folder and the database.</summary>
    /// <param name="services">Of the blog.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>Gives both back when it is disposed of; or who has them.</returns>
    /// <exception cref="StartRefusedException">One of them cannot be reached.</exception>
    public static async Task<Result<SoleUse>> TryTakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var dataPath = services.GetRequiredService<IOptions<DataOptions>>().Value.Path;
        return ServerLock.TryHold(dataPath) is { } folder
            ? await TryTakeDatabaseAsync(services, folder, cancellationToken)
            : ServerLock.Held(dataPath);
    }

    /// <summary>Takes a database that is not the data folder's.</summary>
    /// <param name="services">With this database.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    /// <returns>Gives it back when it is disposed of; or who has it.</returns>
    /// <exception cref="StartRefusedException">It cannot be reached.</exception>
    public static Task<Result<SoleUse>> TryTakeDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        TryTakeDatabaseAsync(services, folder: null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        if (folder is not null)
        {
            await folder.DisposeAsync();
        }
    }

    private static async Task<Result<SoleUse>> TryTakeDatabaseAsync(
        IServiceProvider services, FileStream? folder, CancellationToken cancellationToken)
    {
        IAsyncDisposable? taken = null;
        try
        {
            taken = await services.GetRequiredService<IDatabaseStartup>().TryHoldAsync(cancellationToken);
            return taken is not null
                ? new SoleUse(folder, taken)
                : new SettingRefused(
                    "A gonogo serve, or a command that needs the database to itself, works on this database: stop it, then try again.");
        }
        finally
        {
            if (taken is null && folder is not null)
            {
                await folder.DisposeAsync();
            }
        }
    }
}
