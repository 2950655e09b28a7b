using System.Reflection;
using GoNoGo.Web.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GoNoGo.Web.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to a collector, and lets Prometheus read the metrics; each where the configuration names a place. Where
/// it names none nothing of it is in the program, so that it costs nothing.
/// </summary>
internal static class TelemetryServices
{
    private const string OwnNames = "GoNoGo.*";
    private const string Requests = "Microsoft.AspNetCore";
    private const string RequestsSayNothing = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private static readonly string[] Meters = [OwnNames, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, Settings settings)
    {
        var options = settings.Get<TelemetryOptions>(TelemetryOptions.Section);
        var isSent = options.OtlpEndpoint is not null;
        if (!isSent && options.PrometheusPort is null)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.Clear().AddService(
            "gonogo", serviceVersion: typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion));
        if (isSent && options.Traces)
        {
            AddTraces(telemetry, options);
        }

        if (isSent && options.Logs)
        {
            AddLogs(services, telemetry, options);
        }

        if ((isSent && options.Metrics) || options.PrometheusPort is not null)
        {
            AddMetrics(telemetry, options);
        }

        return options.PrometheusPort is null
            ? services
            : services.AddSingleton<ScrapeServer>().AddHostedService(provider => provider.GetRequiredService<ScrapeServer>());
    }

    private static void AddTraces(OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        // The server itself would note the path and the browser of a request.
        AppContext.SetSwitch(RequestsSayNothing, isEnabled: true);
        telemetry.WithTracing(traces => traces
            .AddSource(OwnNames, Requests)

            // By the id alone, so that the events of a request are sent where the request is.
            .SetSampler(new TraceIdRatioBasedSampler(options.TraceRatio))
            .AddProcessor(new PlainSpans())
            .AddOtlpExporter(exporter => Send(exporter, options, "v1/traces")));
    }

    private static void AddLogs(IServiceCollection services, OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        telemetry.WithLogging(
            logs => logs.AddProcessor(new PlainLines()).AddOtlpExporter(exporter => Send(exporter, options, "v1/logs")),
            lines => (lines.IncludeFormattedMessage, lines.IncludeScopes) = (false, false));

        // Only what this program says: others name paths, and the text of errors.
        services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>((category, level) =>
            level >= LogLevel.Information && category?.StartsWith("GoNoGo.", StringComparison.Ordinal) is true));
    }

    private static void AddMetrics(OpenTelemetryBuilder telemetry, TelemetryOptions options) => telemetry.WithMetrics(metrics =>
    {
        metrics.AddMeter(Meters);
        if (options is { OtlpEndpoint: not null, Metrics: true })
        {
            metrics.AddOtlpExporter(exporter => Send(exporter, options, "v1/metrics"));
        }

        if (options.PrometheusPort is not null)
        {
            metrics.AddPrometheusExporter();
        }
    });

    private static void Send(OtlpExporterOptions exporter, TelemetryOptions options, string signal)
    {
        var collector = new Uri(options.OtlpEndpoint!.TrimEnd('/') + "/"); // It is sent nowhere without.
        exporter.Headers = options.OtlpHeaders;
        (exporter.Protocol, exporter.Endpoint) = options.OtlpProtocol is OtlpTransport.Grpc
            ? (OtlpExportProtocol.Grpc, collector)
            : (OtlpExportProtocol.HttpProtobuf, new Uri(collector, signal));
    }
}
