using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>JSON Feed 1.1 with the full text.</summary>
internal static class JsonFeed
{
    public const string MediaType = "application/feed+json; charset=utf-8";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(Feed feed, PageContext context, AbsoluteHtml bodies)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", context.Absolute(feed.PageAddress));
            json.WriteString("feed_url", context.Absolute(feed.SelfAddress));
            if (context.Site.Description is { Length: > 0 } description)
            {
                json.WriteString("description", description);
            }

            json.WriteString("language", context.Site.Language);
            json.WriteStartArray("items");
            foreach (var post in feed.Posts)
            {
                WriteItem(json, post, context, bodies);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, Post post, PageContext context, AbsoluteHtml bodies)
    {
        json.WriteStartObject();
        json.WriteString("id", Feed.IdOf(post, context.BaseUrl));
        json.WriteString("url", context.Absolute(post.Address));
        json.WriteString("title", post.Title);
        json.WriteString("content_html", bodies.Of(post));
        json.WriteString("summary", post.Excerpt);
        json.WriteString("date_published", PageContext.Machine(post.PublishedAt));
        json.WriteString("date_modified", PageContext.Machine(Feed.ChangeOf(post)));
        if (post.FeaturedImage is { } image)
        {
            json.WriteString("image", context.Absolute(image));
        }

        if (post.Language is { } language)
        {
            json.WriteString("language", language);
        }

        json.WriteStartArray("authors");
        foreach (var author in Feed.AuthorsOf(post, context))
        {
            json.WriteStartObject();
            json.WriteString("name", author);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tags");
        foreach (var tag in post.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
