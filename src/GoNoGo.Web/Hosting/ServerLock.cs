using GoNoGo.Platform.Data;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Hosting;

/// <summary>Keeps a data folder to one server for as long as it runs; the system lets go of it however the process ends.</summary>
internal sealed class ServerLock(IOptions<DataOptions> data) : IHostedLifecycleService, IDisposable
{
    private const string FileName = "server.lock";

    private FileStream? held;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(data.Value.Path);
        try
        {
            held = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Task.CompletedTask;
        }
        catch (IOException exception) when (DiskFailure.IsHeldByAnother(exception))
        {
            throw new StartRefusedException(
                $"Another gonogo serve works on the data folder {folder}; stop it, or give this one a folder of its own with --data.",
                exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => held?.Dispose();
}
