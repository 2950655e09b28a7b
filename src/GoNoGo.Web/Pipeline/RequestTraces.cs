using System.Diagnostics;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// The ids by which a request is written down: its trace and its span, as W3C Trace Context has them. The server makes a span for each
/// request only where spans are sent somewhere. Otherwise one is made here for what may change something, since events carry its trace;
/// who reads a kept page gets two ids and no more.
/// </summary>
internal sealed class RequestTraces(DistributedContextPropagator propagator)
{
    private const string SpanName = "request";

    /// <summary>Trace and span of a request with a dash between them, the same however often it is asked for.</summary>
    public string IdOf(HttpContext http)
    {
        if (http.Features.Get<RequestId>() is { } known)
        {
            return known.Text;
        }

        var id = Activity.Current is { } span
            ? Text(span.TraceId, span.SpanId)
            : Text(SenderOf(http)?.TraceId ?? ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        http.Features.Set(new RequestId(id));
        return id;
    }

    /// <summary>Begins the span of a request that needs one and has none.</summary>
    /// <returns>To be disposed when it has been answered; null where nothing was begun.</returns>
    public Activity? Begin(HttpContext http)
    {
        if (Activity.Current is not null || http.GetEndpoint()?.Metadata.GetMetadata<KeptPage>() is not null)
        {
            return null;
        }

        var span = new Activity(SpanName);
        if (SenderOf(http) is { } sender)
        {
            span.SetParentId(sender.TraceId, sender.SpanId, sender.TraceFlags);
        }

        span.Start();
        IdOf(http); // Whoever asks when it has ended gets it, too.
        return span;
    }

    /// <summary>The span of who sent it, where that is believed.</summary>
    private ActivityContext? SenderOf(HttpContext http)
    {
        propagator.ExtractTraceIdAndState(http.Request.Headers, ReadField, out var parent, out _);
        return parent is not null && ActivityContext.TryParse(parent, traceState: null, isRemote: true, out var sender) ? sender : null;
    }

    private static string Text(ActivityTraceId trace, ActivitySpanId span) => string.Concat(trace.ToHexString(), "-", span.ToHexString());

    private static void ReadField(object? headers, string name, out string? value, out IEnumerable<string>? values) =>
        (value, values) = (headers is IHeaderDictionary sent && sent.TryGetValue(name, out var field) ? field.ToString() : null, null);

    private sealed record RequestId(string Text);
}

/// <summary>
/// Whose trace is gone on with: that of a configured proxy alone. A stranger must not choose under which id a request is written down (W3C
/// Trace Context, 4.3 and 6).
/// </summary>
internal static class RequestTraceServices
{
    // It makes a span and a scope of the log for each request while its category is heard at all; it has nothing to say but that.
    private const string Server = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddRequestTraces(this IServiceCollection services, Settings settings)
    {
        services.AddLogging(logging => logging.AddFilter(Server, LogLevel.None));
        services.AddSingleton<RequestTraces>();
        if (settings.Get<ProxyOptions>(ProxyOptions.Section).Networks.Count == 0)
        {
            services.AddSingleton<DistributedContextPropagator, OwnTraces>();
        }
    }

    /// <summary>Takes nothing from who asks; what is asked of others carries on what runs here.</summary>
    private sealed class OwnTraces : DistributedContextPropagator
    {
        private readonly DistributedContextPropagator outward = CreateDefaultPropagator();

        public override IReadOnlyCollection<string> Fields => outward.Fields;

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
            outward.Inject(activity, carrier, setter);

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
            object? carrier, PropagatorGetterCallback? getter) => null;
    }
}
