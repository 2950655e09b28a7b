using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Writes down how each request ended: to the log with a tag of who was signed in, to the meters without. It wraps what comes behind it, so
/// that it knows on the way back who that was. What was done is entered in the audit trail by whoever did it, in its own transaction; a
/// completed request is no entry there.
/// </summary>
internal sealed class AuditLogging(RequestDelegate next, TimeProvider clock, RequestTraces traces, RequestLog log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        using var span = traces.Begin(context);
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

    private void Complete(HttpContext context, int status, long started) => log.Completed(context, status, clock.GetElapsedTime(started));
}
