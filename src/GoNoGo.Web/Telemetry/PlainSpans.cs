using System.Collections.Frozen;
using System.Diagnostics;
using GoNoGo.Web.Pipeline;
using OpenTelemetry;

namespace GoNoGo.Web.Telemetry;

/// <summary>
/// Lets nothing of a span leave but what is known to be nobody's: a list of names, all made by this program. A span with events is not
/// sent, since theirs cannot be taken back.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private const string Nameless = "HTTP";

    private static readonly FrozenSet<string> Known = new[]
    {
        RequestSpans.Method, RequestSpans.Route, RequestSpans.Status, "error.type", "gonogo.service", "gonogo.operation", "gonogo.handler",
        "gonogo.event_type", "gonogo.outcome",
    }.ToFrozenSet(StringComparer.Ordinal);

    public override void OnEnd(Activity data)
    {
        List<string>? unknown = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (!Known.Contains(tag.Key))
            {
                (unknown ??= []).Add(tag.Key);
            }
        }

        foreach (var name in unknown ?? [])
        {
            data.SetTag(name, null);
        }

        if (data.Kind is ActivityKind.Server)
        {
            data.DisplayName = data.GetTagItem(RequestSpans.Route) is string route
                ? $"{data.GetTagItem(RequestSpans.Method)} {route}"
                : Nameless;
        }

        data.TraceStateString = null; // What a sender wrote, a proxy may have let through.
        data.SetStatus(data.Status);
        if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
