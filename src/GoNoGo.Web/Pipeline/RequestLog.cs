namespace GoNoGo.Web.Pipeline;

/// <summary>A request's line in the log and its place in the meters: one for each, also for what is turned away.</summary>
internal sealed partial class RequestLog(RequestMinutes minutes, ILogger<RequestLog> logger)
{
    public void Completed(HttpContext context, int status, TimeSpan duration)
    {
        var method = RequestMeters.Known(context.Request.Method);
        var template = RequestContext.Template(context.GetEndpoint());
        RequestMeters.Completed(method, template, status, duration);
        RequestSpans.Completed(method, template, status);
        minutes.Note(status, duration);
        var id = context.Features.Get<RequestContext>()?.Id ?? RequestContext.CurrentId;
        Completed(id, method, template, status, duration.TotalMilliseconds, RequestContext.UserTag(context) ?? "-");
    }

    [LoggerMessage(1, LogLevel.Information, "Request {Id} {Method} {Template} {Status} in {DurationMilliseconds:0.0} ms by {UserTag}")]
    private partial void Completed(string id, string method, string template, int status, double durationMilliseconds, string userTag);
}
