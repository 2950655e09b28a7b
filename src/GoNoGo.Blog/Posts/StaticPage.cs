using System.Diagnostics.CodeAnalysis;

namespace GoNoGo.Blog.Posts;

/// <summary>A page that is no post: about, contact, imprint. It has no date, no comments and no place in feeds.</summary>
public sealed record StaticPage
{
    /// <summary>The file's path in the repository.</summary>
    public required string SourcePath { get; init; }

    /// <summary>The canonical path, beginning and ending with a slash.</summary>
    public required string Address { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The text for search engines.</summary>
    [AllowNull]
    public string MetaDescription
    {
        get => field ?? Body?.Value.Excerpt ?? "";
        init;
    }

    /// <summary>The body as HTML. It may be read from the disk each time.</summary>
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

    /// <summary>Its own language as a BCP 47 tag; null where it is the site's.</summary>
    public string? Language { get; init; }

    /// <summary>When it was last changed: as its author says, else by its last substantive change in Git; null for neither.</summary>
    public DateTimeOffset? UpdatedAt
    {
        get => field ?? (Edits is [.., { At: var at }] ? at : null);
        init;
    }

    /// <summary>Its substantive changes, oldest first, as far as they are known.</summary>
    public IReadOnlyList<PostEdit> Edits { get; init; } = [];

    /// <summary>True while its author keeps it back.</summary>
    public bool IsDraft { get; init; }

    /// <summary>True where search engines shall not list it.</summary>
    public bool NoIndex { get; init; }

    /// <summary>What its text is made of, rendered when it is first asked for; null where all of it was given.</summary>
    internal Lazy<RenderedBody>? Body { get; init; }
}
