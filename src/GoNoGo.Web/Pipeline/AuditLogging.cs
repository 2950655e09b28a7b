using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Writes down how each request ended: to the log with a tag of who was signed in, to the meters without. It wraps what comes behind it, so
/// that it knows on the way back who that was. What was done is entered in the audit trail by whoever did it, in its own transaction; a
/// completed request is no entry there.
/// </summary>
internal sealed partial class AuditLogging(RequestDelegate next, TimeProvider clock, ILogger<AuditLogging> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        try
        {
            await next(context);
            Complete(context, context.Response.StatusCode, started);
        }
        catch (Exception exception) when (context.Response.HasStarted)
        {
            // Too late for another answer; the server would log it with its text.
            FailureResponses.Note(context, exception);
            Complete(context, FailureResponses.StatusOf(exception, context), started);
            context.Abort();
        }
        catch (Exception exception)
        {
            Complete(context, FailureResponses.StatusOf(exception, context), started);
            throw;
        }
    }

    private void Complete(HttpContext context, int status, long started)
    {
        var duration = clock.GetElapsedTime(started);
        var method = RequestMeters.Known(context.Request.Method);
        var template = RequestContext.Template(context.GetEndpoint());
        RequestMeters.Completed(method, template, status, duration);
        var id = context.Features.Get<RequestContext>()?.Id ?? RequestContext.CurrentId;
        Completed(id, method, template, status, duration.TotalMilliseconds, RequestContext.UserTag(context) ?? "-");
    }

    [LoggerMessage(1, LogLevel.Information, "Request {Id} {Method} {Template} {Status} in {DurationMilliseconds:0.0} ms by {UserTag}")]
    private partial void Completed(string id, string method, string template, int status, double durationMilliseconds, string userTag);
}
