using GoNoGo.Blog.Content;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Theme;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Tells browsers what our pages never do: no script of others, no frame, no other origin, no device. Set when the answer starts, so that
/// error answers, which begin anew, carry it too; what an endpoint has set more strictly stays.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<SiteOptions> site, IOptions<ContentOptions> content)
{
    private const string StrictTransportSecurity = "Strict-Transport-Security";

    /// <summary>What every answer carries, unless its endpoint is stricter.</summary>
    public static IReadOnlyList<(string Name, string Value)> Headers { get; } =
    [
        ("Content-Security-Policy", ContentSecurityPolicy.Pages),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"), // For browsers that do not know frame-ancestors.
        ("X-Permitted-Cross-Domain-Policies", "none"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy",
            "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), " +
            "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"),
    ];

    // A year, as OWASP ASVS 3.4.1 asks for. Browsers heed it over TLS alone (RFC 6797 section 8.1), and so it is sent there alone.
    private readonly string strictTransport = site.Value.StrictSubdomains ? "max-age=31536000; includeSubDomains" : "max-age=31536000";

    private readonly bool isPreview = content.Value.Preview;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() => SetMissing(context));
        return next(context);
    }

    private Task SetMissing(HttpContext context)
    {
        if (isPreview)
        {
            context.Response.Headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy.Preview);
        }

        foreach (var (name, value) in Headers)
        {
            context.Response.Headers.TryAdd(name, value);
        }

        if (context.Request.IsHttps)
        {
            context.Response.Headers.TryAdd(StrictTransportSecurity, strictTransport);
        }

        return Task.CompletedTask;
    }
}
