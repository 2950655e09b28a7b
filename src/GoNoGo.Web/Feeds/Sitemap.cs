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
    private const string Html = "http://www.w3.org/1999/xhtml";

    public static IReadOnlyList<Entry> EntriesOf(Snapshot snapshot, DateTimeOffset now)
    {
        var listed = snapshot.PublishedPosts(now).Where(post => !post.NoIndex).ToList();
        return
        [
            new Entry("/", Latest(listed)),
            .. from post in listed
               where post.CanonicalUrl is null
               select new Entry(post.Address, Feed.ChangeOf(post)) { Translations = TranslationsOf(snapshot, post, now) },
            .. snapshot.Pages.Where(page => !page.IsDraft && !page.NoIndex).Select(page => new Entry(page.Address, page.UpdatedAt)),
            .. PostGroups.ByTag(listed).Select(group => new Entry($"/tags/{group.Slug}/", Latest(group.Posts))),
        ];
    }

    public static byte[] Write(IEnumerable<Entry> entries, PageContext context) => XmlText.Document(xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        xml.WriteAttributeString("xmlns", "xhtml", ns: null, Html);
        foreach (var entry in entries)
        {
            xml.WriteStartElement("url");
            xml.Element("loc", context.Absolute(entry.Address));
            WriteChange(xml, entry.ChangedAt);
            foreach (var (language, address) in entry.Translations)
            {
                xml.WriteStartElement("link", Html);
                xml.WriteAttributeString("rel", "alternate");
                xml.WriteAttributeString("hreflang", language);
                xml.WriteAttributeString("href", context.Absolute(address));
                xml.WriteEndElement();
            }

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

    private static IReadOnlyList<(string Language, string Address)> TranslationsOf(Snapshot snapshot, Post post, DateTimeOffset now)
    {
        var all = snapshot.TranslationsOf(post, now).Select(one => (Language: snapshot.LanguageOf(one), one.Address)).ToList();
        return [.. all, .. all.Where(one => one.Language == snapshot.Site.Language).Select(one => ("x-default", one.Address))];
    }

    private static DateTimeOffset? Latest(IReadOnlyList<Post> posts) => posts.Count == 0 ? null : posts.Max(Feed.ChangeOf);

    private static void WriteChange(XmlWriter xml, DateTimeOffset? changedAt)
    {
        if (changedAt is { } moment)
        {
            xml.Element("lastmod", PageContext.Machine(moment));
        }
    }

    internal sealed record Entry(string Address, DateTimeOffset? ChangedAt)
    {
        /// <summary>The same page in several languages, itself among them, and the one for all others; empty for one alone.</summary>
        public IReadOnlyList<(string Language, string Address)> Translations { get; init; } = [];
    }
}
