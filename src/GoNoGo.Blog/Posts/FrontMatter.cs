namespace GoNoGo.Blog.Posts;

internal sealed record FrontMatter
{
    public string? Title { get; init; }

    public string? Slug { get; init; }

    public string? Address { get; init; }

    public DateTimeOffset? Date { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public bool Draft { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? Excerpt { get; init; }

    public string? Description { get; init; }

    public string? Image { get; init; }

    public string? ImageAlt { get; init; }

    public string? Language { get; init; }

    public string? CanonicalUrl { get; init; }

    public bool CommentsOpen { get; init; } = true;

    public bool NoIndex { get; init; }
}
