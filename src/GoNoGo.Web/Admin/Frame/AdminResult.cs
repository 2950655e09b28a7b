using GoNoGo.Web.Pages;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Admin.Frame;

/// <summary>A page of the admin: kept by nobody, shown in no frame, with no script but our own.</summary>
internal sealed class AdminResult(ReadOnlyMemory<byte> body, int status) : IResult
{
    private bool hasSecretAddress;

    /// <summary>The same for a page whose address is a secret: it is passed on to nobody, not even to us.</summary>
    public AdminResult Secretly()
    {
        hasSecretAddress = true;
        return this;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = PageResult.Html;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.Admin;
        response.Headers["Referrer-Policy"] = hasSecretAddress ? "no-referrer" : "same-origin";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
