namespace GoNoGo.Web.Hosting;

/// <summary>
/// Keeps the host from logging a failed start with its stack: the command says it in one sentence (<see cref="StartFailure"/>). From the
/// moment the start has succeeded the same categories are heard again, a background service that dies among them.
/// </summary>
internal sealed class QuietStart
{
    private static readonly string[] Categories =
    [
        "Microsoft.Extensions.Hosting.Internal.Host",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.EntityFrameworkCore.Database",
    ];

    private volatile bool started;

    public void Configure(ILoggingBuilder logging)
    {
        foreach (var category in Categories)
        {
            logging.AddFilter(category, level => started && level >= LogLevel.Warning);
        }
    }

    public void ListenTo(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => started = true);
}
