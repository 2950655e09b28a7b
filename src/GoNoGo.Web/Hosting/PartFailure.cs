namespace GoNoGo.Web.Hosting;

/// <summary>
/// Whether a server stops because a part of it has failed, which the host does not tell from being asked to: whoever started the program
/// has to start it again.
/// </summary>
/// <param name="services">The parts.</param>
/// <param name="lifetime">Says when the stop begins, and whether the server had begun to serve.</param>
internal sealed class PartFailure(IServiceProvider services, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private volatile string? sentence;

    /// <summary>What has failed, as a sentence; null where the stop was asked for.</summary>
    public string? Sentence => sentence;

    /// <summary>
    /// Looks at the moment at which the stop begins: what fails from then on was asked to end. What was registered last is called first,
    /// and the host breaks off a start by what it registers right before this.
    /// </summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => sentence = FindFailedPart() is { } part ? Describe(part) : null);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private BackgroundService? FindFailedPart()
    {
        try
        {
            return services.GetServices<IHostedService>()
                .OfType<BackgroundService>()
                .FirstOrDefault(part => part.ExecuteTask is { IsFaulted: true });
        }
        catch (ObjectDisposedException)
        {
            return null; // It never started: the host stops when it is disposed of, and whoever started it knows why.
        }
    }

    /// <summary>Nobody hears the log of a start; then the sentence has the type of what was thrown, whose text may be of anybody.</summary>
    private string Describe(BackgroundService part) => lifetime.ApplicationStarted.IsCancellationRequested
        ? $"A part of the server has failed, and so it stops: {part.GetType().Name}. The log says why."
        : "A part of the server has failed while it started: "
            + $"{part.GetType().Name} ({part.ExecuteTask?.Exception?.GetBaseException().GetType().Name}).";
}
