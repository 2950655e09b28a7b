using System.Globalization;
using System.Xml;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>The addresses that search engines may list; an index of several files where there are more than one may hold.</summary>
internal static class Sitemap
{
    public const string MediaType = "application/xml; charset=utf-8";

    /// <summary>What the protocol of sitemaps.org allows in one file.</summary>
    public const int MaximumEntries = 50_000;

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static IReadOnlyList<Entry> EntriesOf(Snapshot snapshot, DateTimeOffset now)
    {
        var published = snapshot.PublishedPosts(now);
        var listed = published.Where(post => !post.NoIndex && post.CanonicalUrl is null);
        return
        [
            new Entry("/", Latest(published)),
            .. listed.Select(post => new Entry(post.Address, Feed.ChangeOf(post))),
            .. snapshot.Pages.Where(page => !page.IsDraft && !page.NoIndex).Select(page => new Entry(page.Address, null)),
            .. PostGroups.ByTag(published).Select(group => new Entry($"/tags/{group.Slug}/", Latest(group.Posts))),
        ];
    }

    public static byte[] Write(IEnumerable<Entry> entries, PageContext context) => XmlText.Document(xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        foreach (var entry in entries)
        {
            xml.WriteStartElement("url");
            xml.Element("loc", context.Absolute(entry.Address));
            WriteChange(xml, entry.ChangedAt);
            xml.WriteEndElement();
        }
    });

    public static byte[] WriteIndex(int files, PageContext context) => XmlText.Document(xml =>
    {
        xml.WriteStartElement("sitemapindex", Namespace);
        foreach (var number in Enumerable.Range(1, files))
        {
            xml.WriteStartElement("sitemap");
            xml.Element("loc", context.Absolute($"/sitemap-{number.ToString(CultureInfo.InvariantCulture)}.xml"));
            xml.WriteEndElement();
        }
    });

    private static DateTimeOffset? Latest(IReadOnlyList<Post> posts) => posts.Count == 0 ? null : posts.Max(Feed.ChangeOf);

    private static void WriteChange(XmlWriter xml, DateTimeOffset? changedAt)
    {
        if (changedAt is { } moment)
        {
            xml.Element("lastmod", PageContext.Machine(moment));
        }
    }

    internal sealed record Entry(string Address, DateTimeOffset? ChangedAt);
}
