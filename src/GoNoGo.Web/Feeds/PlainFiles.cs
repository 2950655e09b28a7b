using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>The two plain files that machines look for.</summary>
internal static class PlainFiles
{
    public const string MediaType = "text/plain; charset=utf-8";

    private const int SecurityDays = 180;

    public static string Robots(PageContext context) => $"""
        User-agent: *
        Disallow: /admin/
        Disallow: /comments/
        Disallow: /search
        Disallow: /*?reply=

        Sitemap: {context.Absolute("/sitemap.xml")}

        """;

    /// <summary>RFC 9116. Null where the blog names no contact: the file must have one.</summary>
    public static string? Security(PageContext context) => context.Site.Controller?.Email is not { } email ? null : $"""
        Contact: mailto:{email}
        Expires: {PageContext.Machine(Expiry(context.Now))}
        Preferred-Languages: {context.Site.Language}
        Canonical: {context.Absolute("/.well-known/security.txt")}

        """;

    // The first of a month, so that the bytes change once a month and not with each request.
    private static DateTimeOffset Expiry(DateTimeOffset now)
    {
        var day = now.UtcDateTime.AddDays(SecurityDays);
        return new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
