using System.Xml;
using GoNoGo.Blog.Posts;
using GoNoGo.Comments;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>Atom (RFC 4287): the blog with the full text, and the approved comments of one post.</summary>
internal static class AtomFeed
{
    public const string MediaType = "application/atom+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(Feed feed, PageContext context, AbsoluteHtml bodies) => XmlText.Document(xml =>
    {
        WriteHead(xml, feed.Title, feed.SelfAddress, feed.PageAddress, feed.ChangedAt, context);
        if (context.Site.Description is { Length: > 0 } description)
        {
            xml.Element("subtitle", description);
        }

        // RFC 4287 section 4.1.1: a feed has an author, or each of its entries has.
        WriteAuthor(xml, context.Site.Author ?? context.Site.Title);
        foreach (var post in feed.Posts)
        {
            WritePost(xml, post, context, bodies);
        }
    });

    public static byte[] WriteComments(Post post, IReadOnlyList<CommentView> comments, PageContext context) => XmlText.Document(xml =>
    {
        var shown = comments.Where(comment => comment.Author is not null).ToList();
        var changedAt = shown.Select(comment => comment.EditedAt ?? comment.CreatedAt).DefaultIfEmpty(Feed.ChangeOf(post)).Max();
        var title = context.Words.Comments.CommentsOn(post.Title);
        WriteHead(xml, title, FeedEndpoints.CommentsAddress(post), post.Address, changedAt, context);
        foreach (var comment in shown)
        {
            WriteComment(xml, post, comment, context);
        }
    });

    private static void WriteHead(
        XmlWriter xml, string title, string selfAddress, string pageAddress, DateTimeOffset changedAt, PageContext context)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, context.ContentLanguage);
        xml.Element("id", context.Absolute(selfAddress));
        xml.Element("title", title);
        xml.Element("updated", PageContext.Machine(changedAt));
        WriteLink(xml, "self", context.Absolute(selfAddress), "application/atom+xml");
        WriteLink(xml, "alternate", context.Absolute(pageAddress), "text/html");
    }

    private static void WritePost(XmlWriter xml, Post post, PageContext context, AbsoluteHtml bodies)
    {
        xml.WriteStartElement("entry");
        xml.Element("id", Feed.IdOf(post, context.BaseUrl));
        xml.Element("title", post.Title);
        xml.Element("published", PageContext.Machine(post.PublishedAt));
        xml.Element("updated", PageContext.Machine(Feed.ChangeOf(post)));
        WriteLink(xml, "alternate", context.Absolute(post.Address), "text/html");
        foreach (var author in Feed.AuthorsOf(post, context))
        {
            WriteAuthor(xml, author);
        }

        foreach (var tag in post.Tags)
        {
            xml.WriteStartElement("category");
            xml.WriteAttributeString("term", XmlText.Clean(tag));
            xml.WriteEndElement();
        }

        xml.Element("summary", post.Excerpt);
        WriteHtml(xml, bodies.Of(post));
        xml.WriteEndElement();
    }

    private static void WriteComment(XmlWriter xml, Post post, CommentView comment, PageContext context)
    {
        var name = comment.Author?.DisplayName ?? context.Words.Comments.Anonymous;
        xml.WriteStartElement("entry");
        xml.Element("id", $"urn:uuid:{comment.Id}");
        xml.Element("title", context.Words.Comments.CommentBy(name));
        xml.Element("published", PageContext.Machine(comment.CreatedAt));
        xml.Element("updated", PageContext.Machine(comment.EditedAt ?? comment.CreatedAt));
        WriteLink(xml, "alternate", context.Absolute(CommentPlaceEndpoint.Address(post.Slug, comment.Id)), "text/html");
        WriteAuthor(xml, name);
        WriteHtml(xml, comment.Html);
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void WriteAuthor(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author");
        xml.Element("name", name);
        xml.WriteEndElement();
    }

    private static void WriteHtml(XmlWriter xml, string html)
    {
        xml.WriteStartElement("content");
        xml.WriteAttributeString("type", "html");
        xml.WriteString(XmlText.Clean(html));
        xml.WriteEndElement();
    }
}
