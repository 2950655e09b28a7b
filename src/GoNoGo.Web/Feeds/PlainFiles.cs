using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>The two plain files that machines look for.</summary>
internal static class PlainFiles
{
    public const string MediaType = "text/plain; charset=utf-8";

    private const int SecurityDays = 180;

    /// <summary>
    /// Programs that say that they collect texts for training, by the names under which their makers document them. Those that fetch a page
    /// because a person asks about it, or list it for a search with links, are not among them.
    /// </summary>
    private static readonly string[] Collectors =
    [
        "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "cohere-training-data-crawler",
        "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "ImagesiftBot", "meta-externalagent", "omgili", "PanguBot", "Timpibot",
    ];

    public static string Robots(PageContext context) => $"""
        User-agent: *
        Disallow: /admin/
        Disallow: /comments/
        Disallow: /search
        Disallow: /*?reply=

        {Refusal(context)}Sitemap: {context.Absolute("/sitemap.xml")}

        """;

    /// <summary>RFC 9116. Null where the blog names no contact: the file must have one.</summary>
    public static string? Security(PageContext context) => context.Site.Controller?.Email is not { } email ? null : $"""
        Contact: mailto:{email}
        Expires: {PageContext.Machine(Expiry(context.Now))}
        Preferred-Languages: {context.Site.Language}
        Canonical: {context.Absolute("/.well-known/security.txt")}

        """;

    private static string Refusal(PageContext context) => context.Site.RefusesAICrawlers
        ? string.Concat(Collectors.Select(name => $"User-agent: {name}\n")) + "Disallow: /\n\n"
        : "";

    // The first of a month, so that the bytes change once a month and not with each request.
    private static DateTimeOffset Expiry(DateTimeOffset now)
    {
        var day = now.UtcDateTime.AddDays(SecurityDays);
        return new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
