using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Posts;

/// <summary>A Markdown file that was read but not rendered.</summary>
internal sealed record Document
{
    public required string Path { get; init; }

    public required string BlobId { get; init; }

    public required FrontMatter FrontMatter { get; init; }

    /// <summary>Plain text, never empty: front matter, first heading, or the file's name.</summary>
    public required string Title { get; init; }

    /// <summary>From front matter, the file's name, or a y/m/d in its address; null: the caller asks Git.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The body, without front matter and without other generators' tags.</summary>
    public required string Markdown { get; init; }

    public IReadOnlyList<ContentProblem> Warnings { get; init; } = [];

    /// <summary>Leads from a place in <see cref="Markdown"/> back to the line of the file.</summary>
    public required SourceLines Lines { get; init; }

    /// <summary>What is known of it, without its text.</summary>
    public Document WithoutMarkdown() => this with { Markdown = "", Lines = SourceLines.None };
}
