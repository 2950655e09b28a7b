namespace GoNoGo.Web.Pages;

/// <summary>
/// Sends the browser on with a GET after what it posted was done (303, RFC 9110 section 15.4.4), so that a reload posts nothing.
/// </summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
