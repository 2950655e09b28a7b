using GoNoGo.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GoNoGo.Web.Tests.Telemetry;

/// <summary>Takes what a blog sends by OTLP. Protobuf leaves texts as they are, so that they are found in what was sent.</summary>
internal sealed class Collector : StandIn
{
    /// <summary>All that was sent of a kind, or of every kind.</summary>
    public string Sent(string kind = "") => string.Concat(
        Asked.Where(request => request.Path.EndsWith(kind, StringComparison.Ordinal)).Select(request => request.Body));

    /// <summary>Has a blog send what it holds back.</summary>
    public static void Flush(IServiceProvider services)
    {
        Assert.True(services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.True(services.GetRequiredService<LoggerProvider>().ForceFlush());
    }

    protected override Task AnswerAsync(HttpContext context, AskedRequest request)
    {
        context.Response.ContentType = "application/x-protobuf";
        return Task.CompletedTask;
    }
}
