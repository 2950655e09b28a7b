using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Pages;

/// <summary>What a page says of itself to browsers, search engines and those who link to it.</summary>
/// <param name="Title">The page's own title; the blog's is added.</param>
public sealed record PageHead(string Title)
{
    /// <summary>Search engines show about two lines.</summary>
    private const int TitlesShown = 4;

    /// <summary>The text for search engines; null for the blog's own.</summary>
    public string? Description { get; init; }

    /// <summary>The path or URL under which the page is to be known; null where it has none, as for errors.</summary>
    public string? Canonical { get; init; }

    /// <summary>True where search engines shall not list it.</summary>
    public bool NoIndex { get; init; }

    /// <summary>The path or URL of a picture.</summary>
    public string? Image { get; init; }

    /// <summary>What the picture shows.</summary>
    public string? ImageAlt { get; init; }

    /// <summary>Set for a post only: makes the page an article.</summary>
    public Article? Article { get; init; }

    /// <summary>The same page in several languages, itself among them; empty where it has one alone.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>What the page is about for machines, as JSON-LD that is safe within HTML; null where there is nothing to say.</summary>
    public string? StructuredData { get; init; }

    /// <summary>Feeds of this page beside those of the blog.</summary>
    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];

    /// <summary>The page before this one, of a list or of a series of posts.</summary>
    public string? Previous { get; init; }

    /// <summary>The page after this one.</summary>
    public string? Next { get; init; }

    /// <summary>What a list of posts says of itself to search engines: what it leads to.</summary>
    internal static string TitlesOf(IReadOnlyList<Post> posts) => string.Join(" · ", posts.Take(TitlesShown).Select(post => post.Title));
}

/// <summary>What OpenGraph says of an article.</summary>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="UpdatedAt">When it was changed.</param>
/// <param name="Tags">Its tags.</param>
public sealed record Article(DateTimeOffset PublishedAt, DateTimeOffset? UpdatedAt, IReadOnlyList<string> Tags);

/// <summary>A page in a language.</summary>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Address">Its path or URL.</param>
/// <param name="Title">Its title.</param>
public sealed record Translation(string Language, string Address, string Title);

/// <summary>A feed that readers may discover.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Address">Its path.</param>
/// <param name="MediaType">Its media type.</param>
public sealed record FeedLink(string Title, string Address, string MediaType);
