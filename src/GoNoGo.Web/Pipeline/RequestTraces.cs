using System.Diagnostics;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// Begins a trace for each request. One that comes with a request is gone on with behind a configured proxy alone: a stranger must not
/// choose under which id a request is written down (W3C Trace Context, 4.3 and 6).
/// </summary>
internal static class RequestTraces
{
    public static void AddRequestTraces(this IServiceCollection services, Settings settings)
    {
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
