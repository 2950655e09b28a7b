using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Metadata;

namespace GoNoGo.Blog.Site;

/// <summary>Reads the navigation: a list of maps with <c>title</c> and <c>url</c>, or one map from titles to addresses.</summary>
internal sealed class NavigationReader(Fields fields)
{
    private const int MaxLinks = 20;

    public IReadOnlyList<NavigationLink> Read()
    {
        var entry = fields.Find("navigation");
        var links = entry?.Value switch
        {
            null => [],
            MetadataList list => list.Items.Select(item => OfItem(entry, item)),
            MetadataMap map => map.Entries.Select(link => Checked(link, link.Key, (link.Value as MetadataScalar)?.Text)),
            _ => [Wrong(entry)],
        };
        return [.. links.OfType<NavigationLink>().Take(MaxLinks)];
    }

    private NavigationLink? OfItem(MetadataEntry navigation, MetadataNode item)
    {
        var here = navigation with { Line = item.Line };
        if (item is not MetadataMap map)
        {
            return Wrong(here);
        }

        var link = new Fields(map, [], "", []);
        var title = link.Text(ContentProblemSeverity.Warning, "title", "name", "label");
        return Checked(here, title, link.Text(ContentProblemSeverity.Warning, "url", "address", "path", "href"));
    }

    private NavigationLink? Checked(MetadataEntry entry, string? title, string? address) =>
        !string.IsNullOrWhiteSpace(title) && address is not null && IsAddress(address)
            ? new NavigationLink(title, address)
            : Wrong(entry);

    private NavigationLink? Wrong(MetadataEntry entry)
    {
        const string expected = "a list of links, each with a title and a url that is a path or begins with https://";
        fields.Wrong(entry, expected, ContentProblemSeverity.Warning);
        return null;
    }

    private static bool IsAddress(string address) =>
        (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))
        || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https"));
}
