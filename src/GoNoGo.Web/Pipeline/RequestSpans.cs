using System.Diagnostics;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Notes on the span of a request how it ended, by the names of OpenTelemetry: its method, the pattern of its address, its status. Costs
/// nothing where nobody listens to spans.
/// </summary>
internal static class RequestSpans
{
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";

    public static void Completed(string method, string template, int status)
    {
        if (Activity.Current is not { Kind: ActivityKind.Server, IsAllDataRequested: true } span || !span.Source.HasListeners())
        {
            return;
        }

        span.SetTag(Method, method).SetTag(Route, template).SetTag(Status, status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
