using System.Diagnostics.CodeAnalysis;

namespace GoNoGo.Blog.Posts;

/// <summary>
/// A post of one commit, whose body is rendered when it is first asked for. Immutable to who looks; nothing in it is personal data of a
/// reader.
/// </summary>
public sealed record Post
{
    /// <summary>The id under which comments and the API know it: no slash in it, unique in its snapshot.</summary>
    public required string Slug { get; init; }

    /// <summary>The file's path in the repository.</summary>
    public required string SourcePath { get; init; }

    /// <summary>The canonical path of its page, beginning and ending with a slash.</summary>
    public required string Address { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>When it is, or will be, published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When it was last changed: as its author says, else by its last substantive change in Git after its publication.</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => field ?? (Edits is [.., { At: var at }] && at > PublishedAt ? at : null);
        init;
    }

    /// <summary>Its substantive changes, oldest first, as far as they are known; those from before its publication too.</summary>
    public IReadOnlyList<PostEdit> Edits { get; init; } = [];

    /// <summary>Whether its author wants readers to see them.</summary>
    public bool ShowsHistory { get; init; }

    /// <summary>The series that it is a part of; null for none.</summary>
    public string? Series { get; init; }

    /// <summary>From when on it is no longer shown.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True while its author keeps it back.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Its authors' names as written.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Its tags as written; categories are tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A short text for lists, plain; at most 300 characters unless its author wrote it.</summary>
    [AllowNull]
    public string Excerpt
    {
        get => field ?? Body?.Value.Excerpt ?? "";
        init;
    }

    /// <summary>The text for search engines: the author's description, else the excerpt.</summary>
    [AllowNull]
    public string MetaDescription
    {
        get => field ?? Excerpt;
        init;
    }

    /// <summary>The path or URL of its picture, if it has one.</summary>
    public string? FeaturedImage { get; init; }

    /// <summary>What the picture shows, for who cannot see it.</summary>
    public string? FeaturedImageAlt { get; init; }

    /// <summary>The body as HTML: the author is trusted, the CSP still holds. It may be read from the disk each time.</summary>
    public string Html
    {
        get => field ?? Body?.Value.Html ?? "";
        init;
    }

    /// <summary>The body's text without markup, for search. It may be read from the disk each time.</summary>
    public string PlainText
    {
        get => field ?? Body?.Value.PlainText ?? "";
        init;
    }

    /// <summary>Its headings of level 2 and 3, for a table of contents.</summary>
    public IReadOnlyList<Heading> Headings
    {
        get => field ?? Body?.Value.Headings ?? [];
        init;
    }

    /// <summary>Words in the body.</summary>
    public int WordCount
    {
        get => field > 0 ? field : Body?.Value.WordCount ?? 0;
        init;
    }

    /// <summary>Whole minutes a reader needs, at least 1.</summary>
    public int ReadingTimeMinutes => Math.Max(1, (int)Math.Ceiling(WordCount / 230.0));

    /// <summary>Its own language as a BCP 47 tag; null where it is the site's.</summary>
    public string? Language { get; init; }

    /// <summary>What posts have in common that say the same in several languages; null where it is the only one.</summary>
    public string? TranslationKey { get; init; }

    /// <summary>False where its front matter closes comments. Whether they are open at a moment says <see cref="TakesComments"/>.</summary>
    public bool CommentsOpen { get; init; } = true;

    /// <summary>When it takes no more comments, UTC; null for never.</summary>
    public DateTimeOffset? CommentsCloseAt { get; init; }

    /// <summary>True where search engines shall not list it.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Where the text was first published, if elsewhere; an absolute URL.</summary>
    public string? CanonicalUrl { get; init; }

    /// <summary>What its text is made of, rendered when it is first asked for; null where all of it was given.</summary>
    internal Lazy<RenderedBody>? Body { get; init; }

    /// <summary>Whether readers may see it.</summary>
    /// <param name="now">The moment that counts.</param>
    /// <returns>False for drafts, for the future and after expiry.</returns>
    public bool IsPublished(DateTimeOffset now) => !IsDraft && PublishedAt <= now && (ExpiresAt is null || now < ExpiresAt);

    /// <summary>Whether it takes comments.</summary>
    /// <param name="now">The moment that counts.</param>
    /// <returns>False where its front matter closes them, and once its time for them is over.</returns>
    public bool TakesComments(DateTimeOffset now) => CommentsOpen && (CommentsCloseAt is null || now < CommentsCloseAt);
}

/// <summary>A heading of a body.</summary>
/// <param name="Level">2 or 3.</param>
/// <param name="Id">Its anchor.</param>
/// <param name="Text">Its text, plain.</param>
public sealed record Heading(int Level, string Id, string Text);
