using GoNoGo.Blog.Content;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Theme;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GoNoGo.Web.Pipeline;

/// <summary>Tells browsers what our pages never do: no script of others, no frame, no other origin, no device.</summary>
internal sealed class SecurityFields(IOptions<SiteOptions> site, IOptions<ContentOptions> content)
{
    private const string Policy = "Content-Security-Policy";

    /// <summary>What every answer carries, unless its endpoint is stricter.</summary>
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        (Policy, ContentSecurityPolicy.Pages),
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

    private readonly (string Name, StringValues Value)[] fields =
        [.. All.Select(field => (field.Name, Of(field.Name, field.Value, content.Value.Preview)))];

    // A year, as OWASP ASVS 3.4.1 asks for. Browsers heed it over TLS alone (RFC 6797 section 8.1), and so it is sent there alone.
    private readonly StringValues strictTransport =
        site.Value.StrictSubdomains ? "max-age=31536000; includeSubDomains" : "max-age=31536000";

    /// <summary>Sets them all, for an answer that has not begun, once it is known how the request came.</summary>
    public void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var (name, value) in fields)
        {
            headers[name] = value;
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = strictTransport;
        }
    }

    private static StringValues Of(string name, string value, bool isPreview) =>
        isPreview && name == Policy ? ContentSecurityPolicy.Preview : value;
}
