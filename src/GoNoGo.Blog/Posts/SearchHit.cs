namespace GoNoGo.Blog.Posts;

/// <summary>A post that a search found.</summary>
/// <param name="Post">The post.</param>
/// <param name="Segments">Plain text around the first place found, in pieces, so that a page can mark the words.</param>
public sealed record SearchHit(Post Post, IReadOnlyList<SnippetSegment> Segments)
{
    /// <summary>The post's title, in pieces likewise.</summary>
    public IReadOnlyList<SnippetSegment> Title { get; init; } = [new SnippetSegment(Post.Title, IsHit: false)];

    /// <summary>The segments' text in one.</summary>
    public string Snippet => string.Concat(Segments.Select(segment => segment.Text));
}

/// <summary>A piece of a snippet.</summary>
/// <param name="Text">Plain text, to be escaped by whoever writes HTML.</param>
/// <param name="IsHit">Whether it is one of the words searched for.</param>
public sealed record SnippetSegment(string Text, bool IsHit);
