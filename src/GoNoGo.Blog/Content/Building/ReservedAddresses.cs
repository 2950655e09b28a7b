using System.Collections.Frozen;

namespace GoNoGo.Blog.Content.Building;

/// <summary>Addresses that the program itself answers, and that no file may claim.</summary>
internal static class ReservedAddresses
{
    private static readonly FrozenSet<string> FirstSegments = new[]
    {
        "page", "tags", "archive", "authors", "search", "feed.xml", "atom.xml", "feed.json", "sitemap.xml", "robots.txt",
        ".well-known", "privacy", "privacy-policy", "admin", "api", "openapi", "health", "webhooks", "media", "comments", "mail", "account",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string address) =>
        AddressForm.Segments(address).FirstOrDefault() is not { } first || first[0] == '_' || FirstSegments.Contains(first);
}
