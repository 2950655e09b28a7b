using GoNoGo.Platform.Data;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>Keeps a data folder to one server for as long as it runs; the system lets go of it however the process ends.</summary>
internal sealed class ServerLock(IOptions<DataOptions> data) : IHostedLifecycleService, IDisposable
{
    private const string FileName = "server.lock";

    private FileStream? held;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        held = TryHold(data.Value.Path) ?? throw new StartRefusedException(
            $"Another gonogo serve works on the data folder {Path.GetFullPath(data.Value.Path)}; stop it, or give this one a folder of "
            + "its own with --data.");
        return Task.CompletedTask;
    }

    /// <summary>Keeps a data folder to whoever needs all of it, until this is disposed of; null where somebody has it.</summary>
    /// <exception cref="StartRefusedException">The file is another user's.</exception>
    public static FileStream? TryHold(string dataPath)
    {
        try
        {
            return new FileStream(FileOf(dataPath), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (DiskFailure.IsHeldByAnother(exception))
        {
            return null;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartRefusedException($"{FileOf(dataPath)} cannot be opened by this user: run this as its owner.", exception);
        }
    }

    /// <summary>The file of the lock, which is there from the first start on and belongs to who served.</summary>
    public static string FileOf(string dataPath) => Path.Combine(Path.GetFullPath(dataPath), FileName);

    /// <summary>For a command that needs a data folder to itself.</summary>
    public static SettingRefused Held(string dataPath) => new(
        $"A gonogo serve, or a command that needs the data folder to itself, works on {Path.GetFullPath(dataPath)}: stop it, then try "
        + "again.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => held?.Dispose();
}
