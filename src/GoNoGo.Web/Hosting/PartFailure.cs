namespace GoNoGo.Web.Hosting;

/// <summary>
/// Whether a server stops because a part of it has failed, which the host does not tell from being asked to: whoever started the program
/// has to start it again.
/// </summary>
internal sealed class PartFailure
{
    private volatile string? name;

    private PartFailure()
    {
    }

    /// <summary>What has failed, as a sentence; null where the stop was asked for.</summary>
    public string? Sentence => name is null ? null : $"A part of the server has failed, and so it stops: {name}. The log says why.";

    /// <summary>Watches the end of a host, from before it starts.</summary>
    public static PartFailure Of(IHost host)
    {
        var failure = new PartFailure();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        // At the moment at which the stop begins: what fails while it drains was asked to end.
        lifetime.ApplicationStopping.Register(() => failure.name = FailedPart(host));
        return failure;
    }

    private static string? FailedPart(IHost host)
    {
        try
        {
            return host.Services.GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .FirstOrDefault(part => part.ExecuteTask is { IsFaulted: true })?.GetType().Name;
        }
        catch (ObjectDisposedException)
        {
            return null; // It never started: the host stops when it is disposed of, and whoever started it knows why.
        }
    }
}
