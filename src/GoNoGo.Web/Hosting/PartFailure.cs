namespace GoNoGo.Web.Hosting;

/// <summary>
/// Whether a server stops because a part of it has failed, which the host does not tell from being asked to: whoever started the program
/// has to start it again.
/// </summary>
internal sealed class PartFailure
{
    private readonly IHost host;
    private volatile string? name;

    private PartFailure(IHost host) => this.host = host;

    /// <summary>What has failed, as a sentence; null where the stop was asked for.</summary>
    public string? Sentence => name is null ? null : $"A part of the server has failed, and so it stops: {name}. The log says why.";

    /// <summary>
    /// The same of a start that was broken off, whose log nobody hears: with the type of what was thrown, since its text may be of anybody.
    /// </summary>
    public string? SentenceOfStart => FailedPart(host) is { ExecuteTask.Exception: { } thrown } part
        ? $"A part of the server has failed while it started: {part.GetType().Name} ({thrown.GetBaseException().GetType().Name})."
        : null;

    /// <summary>Watches the end of a host, from before it starts.</summary>
    public static PartFailure Of(IHost host)
    {
        var failure = new PartFailure(host);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();

        // At the moment at which the stop begins: what fails while it drains was asked to end.
        lifetime.ApplicationStopping.Register(() => failure.name = FailedPart(host)?.GetType().Name);
        return failure;
    }

    private static BackgroundService? FailedPart(IHost host)
    {
        try
        {
            return host.Services.GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .FirstOrDefault(part => part.ExecuteTask is { IsFaulted: true });
        }
        catch (ObjectDisposedException)
        {
            return null; // It never started: the host stops when it is disposed of, and whoever started it knows why.
        }
    }
}
