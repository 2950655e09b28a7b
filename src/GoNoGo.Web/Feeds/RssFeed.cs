using System.Globalization;
using System.Xml;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>RSS 2.0 with the full text.</summary>
internal static class RssFeed
{
    public const string MediaType = "application/rss+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    public static byte[] Write(Feed feed, PageContext context, AbsoluteHtml bodies) => XmlText.Document(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteStartElement("channel");
        xml.Element("title", feed.Title);
        xml.Element("link", context.Absolute(feed.PageAddress));
        xml.Element("description", context.Site.Description is { Length: > 0 } description ? description : feed.Title);
        xml.Element("language", context.Site.Language);
        xml.Element("lastBuildDate", Rfc822(feed.ChangedAt));
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("href", context.Absolute(feed.SelfAddress));
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteEndElement();
        foreach (var post in feed.Posts)
        {
            WriteItem(xml, post, context, bodies);
        }
    });

    private static void WriteItem(XmlWriter xml, Post post, PageContext context, AbsoluteHtml bodies)
    {
        xml.WriteStartElement("item");
        xml.Element("title", post.Title);
        xml.Element("link", context.Absolute(post.Address));
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(Feed.IdOf(post, context.BaseUrl));
        xml.WriteEndElement();
        xml.Element("pubDate", Rfc822(post.PublishedAt));
        foreach (var author in Feed.AuthorsOf(post, context))
        {
            xml.WriteElementString("creator", DublinCore, XmlText.Clean(author));
        }

        foreach (var tag in post.Tags)
        {
            xml.Element("category", tag);
        }

        xml.Element("description", post.Excerpt);
        xml.WriteElementString("encoded", Content, XmlText.Clean(bodies.Of(post)));
        xml.WriteEndElement();
    }

    // RFC 822 with the year in four digits, as RSS asks; "R" writes it in GMT.
    private static string Rfc822(DateTimeOffset moment) => moment.ToString("R", CultureInfo.InvariantCulture);
}
