namespace GoNoGo.Blog.Posts;

/// <summary>What a file says of itself, whichever generator's words it uses.</summary>
internal sealed record FrontMatter
{
    public string? Title { get; init; }

    public string? Slug { get; init; }

    /// <summary><c>path</c>, <c>permalink</c> or <c>url</c> as written.</summary>
    public string? Address { get; init; }

    public DateTimeOffset? Date { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public bool Draft { get; init; }

    /// <summary>Tags and categories, each once.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Former addresses as written.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary><c>excerpt</c> or <c>summary</c>, else the description; plain text.</summary>
    public string? Excerpt { get; init; }

    /// <summary><c>description</c>; plain text.</summary>
    public string? Description { get; init; }

    public string? Image { get; init; }

    /// <summary>The line that names the image; 0 where none does.</summary>
    public int ImageLine { get; init; }

    public string? ImageAlt { get; init; }

    public string? Language { get; init; }

    /// <summary><c>translationKey</c>, as Hugo has it.</summary>
    public string? TranslationKey { get; init; }

    public string? CanonicalUrl { get; init; }

    public string? Series { get; init; }

    /// <summary>Whether readers see what was changed; null for what site.yaml says.</summary>
    public bool? History { get; init; }

    public bool CommentsOpen { get; init; } = true;

    public int? CloseCommentsAfterDays { get; init; }

    public bool NoIndex { get; init; }
}
