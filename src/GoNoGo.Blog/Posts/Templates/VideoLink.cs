namespace GoNoGo.Blog.Posts.Templates;

/// <summary>
/// A link in place of an embedded player: a page asks no third party for anything until its reader does.
/// </summary>
internal static class VideoLink
{
    private static readonly string[] Embeds = ["youtube.com/embed/", "youtube-nocookie.com/embed/"];

    public static string YouTube(string id) => $"https://www.youtube.com/watch?v={Uri.EscapeDataString(id)}";

    public static string Vimeo(string id) => $"https://vimeo.com/{Uri.EscapeDataString(id)}";

    /// <summary>The page on which a reader watches what this address would embed.</summary>
    public static string PageOf(string address)
    {
        foreach (var embed in Embeds)
        {
            var at = address.IndexOf(embed, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var id = address[(at + embed.Length)..];
                var end = id.AsSpan().IndexOfAny("?/&#");
                return YouTube(end < 0 ? id : id[..end]);
            }
        }

        return address;
    }

    public static bool IsRemote(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("//", StringComparison.Ordinal);

    /// <summary>Where it leads, for a link without words of its own.</summary>
    public static string HostOf(string address) =>
        Uri.TryCreate(address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address, UriKind.Absolute, out var uri)
            ? uri.Host.Replace("www.", "", StringComparison.Ordinal)
            : address;
}
