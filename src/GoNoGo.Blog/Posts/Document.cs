using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

internal sealed record Document
{
    public required string Path { get; init; }

    public required string BlobId { get; init; }

    public required FrontMatter FrontMatter { get; init; }

    public required string Title { get; init; }

    public DateTimeOffset? Date { get; init; }

    public required string Markdown { get; init; }

    public IReadOnlyList<ContentProblem> Warnings { get; init; } = [];
}
