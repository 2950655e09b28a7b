using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Tells browsers what our pages never do: no script, no frame, no other origin. Set when the answer starts, so that error
/// answers, which begin anew, carry it too; what an endpoint has set more strictly stays.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", ContentSecurityPolicy.Pages),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static response => SetMissing((HttpResponse)response), context.Response);
        return next(context);
    }

    private static Task SetMissing(HttpResponse response)
    {
        foreach (var (name, value) in Headers)
        {
            response.Headers.TryAdd(name, value);
        }

        return Task.CompletedTask;
    }
}
