using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Pages;

/// <summary>What search engines are told of a page, in the words of schema.org. It runs nothing: the policy lets no script run.</summary>
internal static class StructuredData
{
    private const string Vocabulary = "https://schema.org";

    // Escapes what could end the element that it stands in.
    private static readonly JsonSerializerOptions Safe = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The blog, and how to search it.</summary>
    public static string OfBlog(PageContext context)
    {
        var blog = new JsonObject
        {
            ["@context"] = Vocabulary,
            ["@type"] = "Blog",
            ["name"] = context.Site.Title,
            ["url"] = context.Absolute("/"),
            ["inLanguage"] = context.Site.Language,
            ["potentialAction"] = new JsonObject
            {
                ["@type"] = "SearchAction",
                ["target"] = context.Absolute("/search") + "?q={search_term_string}",
                ["query-input"] = "required name=search_term_string",
            },
        };
        Add(blog, "description", context.Site.Description);
        return blog.ToJsonString(Safe);
    }

    /// <summary>A post.</summary>
    public static string Of(Post post, PageContext context)
    {
        var url = context.Absolute(post.CanonicalUrl ?? post.Address);
        var data = new JsonObject
        {
            ["@context"] = Vocabulary,
            ["@type"] = "BlogPosting",
            ["headline"] = post.Title,
            ["url"] = url,
            ["mainEntityOfPage"] = url,
            ["datePublished"] = PageContext.Machine(post.PublishedAt),
            ["dateModified"] = PageContext.Machine(Feeds.Feed.ChangeOf(post)),
            ["inLanguage"] = post.Language ?? context.Site.Language,
            ["wordCount"] = post.WordCount,
            ["isPartOf"] = new JsonObject { ["@type"] = "Blog", ["name"] = context.Site.Title, ["url"] = context.Absolute("/") },
        };
        Add(data, "description", post.MetaDescription);
        Add(data, "image", post.FeaturedImage is { } image ? context.Absolute(image) : null);
        Add(data, "license", context.Site.License is { } license && Uri.IsWellFormedUriString(license, UriKind.Absolute) ? license : null);
        AddAll(data, "keywords", post.Tags.Select(tag => (JsonNode)tag));
        AddAll(data, "author", PostGroups.AuthorsOf(post, context.Site.Author).Select(author => (JsonNode)new JsonObject
        {
            ["@type"] = "Person",
            ["name"] = author,
            ["url"] = context.Absolute(PostGroups.AuthorAddress(author)),
        }));
        return data.ToJsonString(Safe);
    }

    private static void Add(JsonObject data, string name, string? text)
    {
        if (text is { Length: > 0 })
        {
            data[name] = text;
        }
    }

    private static void AddAll(JsonObject data, string name, IEnumerable<JsonNode> items)
    {
        var array = new JsonArray([.. items]);
        if (array.Count > 0)
        {
            data[name] = array;
        }
    }
}
