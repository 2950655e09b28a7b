using System.Net;
using GoNoGo.Web.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace GoNoGo.Web.Telemetry;

/// <summary>
/// A server of its own for Prometheus: who reaches its port reads metrics and nothing of the blog, and who reaches the blog no metric.
/// </summary>
internal sealed class ScrapeServer(IOptions<TelemetryOptions> options, MeterProvider meters) : IHostedService, IAsyncDisposable
{
    public const string Path = "/metrics";

    private WebApplication? server;

    /// <summary>Where it listens; null until it does.</summary>
    public Uri? Address => server?.Urls.FirstOrDefault() is { } url ? new Uri(url) : null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (address, port) = (IPAddress.Parse(options.Value.PrometheusAddress), options.Value.PrometheusPort ?? 0);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
        server = builder.Build();
        server.UseOpenTelemetryPrometheusScrapingEndpoint(
            meters, predicate: null, Path, configureBranchedPipeline: null, optionsName: null);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartRefusedException(
                $"The address {address}:{port} for metrics is taken; choose another port as GoNoGo:Telemetry:PrometheusPort.", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
