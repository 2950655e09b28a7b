namespace GoNoGo.Web.Pipeline;

/// <summary>A request's line in the log and its place in the meters: one for each, also for what is turned away.</summary>
internal sealed class RequestLog(RequestMinutes minutes, RequestTraces traces, ILogger<RequestLog> logger)
{
    private static readonly EventId Event = new(1, nameof(Completed));

    public void Completed(HttpContext context, int status, TimeSpan duration)
    {
        var method = RequestMeters.Known(context.Request.Method);
        var template = RequestContext.Template(context.GetEndpoint());
        RequestMeters.Completed(method, template, status, duration);
        RequestSpans.Completed(method, template, status);
        minutes.Note(status, duration);
        if (logger.IsEnabled(LogLevel.Information))
        {
            var line = new RequestLine(
                traces.IdOf(context), method, template, status, duration.TotalMilliseconds, RequestContext.UserTag(context) ?? "-");
            logger.Log(LogLevel.Information, Event, line, exception: null, static (line, _) => line.ToString());
        }
    }
}
