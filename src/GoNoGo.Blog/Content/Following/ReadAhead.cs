using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Blog.Content.Following;

/// <summary>
/// Begins to read what was served last when the host begins to start, while the database is prepared. It is not asked yet; nothing is
/// written, and nothing served.
/// </summary>
internal sealed class ReadAhead(Takeover takeover, IOptions<ContentOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        takeover.ReadAhead(options.Value.Folder);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
