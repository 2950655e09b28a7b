using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Tells browsers what our pages never do: no script, no frame, no other origin. Set before the rest runs, so that error
/// answers carry it too.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string PermissionsPolicy = "camera=(), geolocation=(), microphone=(), browsing-topics=()";

    public Task InvokeAsync(HttpContext context)
    {
        Set(context.Response.Headers);
        return next(context);
    }

    /// <summary>For an answer whose headers were thrown away with what was begun.</summary>
    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy.Pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
    }
}
