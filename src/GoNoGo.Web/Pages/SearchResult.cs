using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Pages;

/// <summary>A post that was found.</summary>
/// <param name="Post">The post.</param>
/// <param name="Snippet">A passage around the first hit, in parts.</param>
public sealed record SearchResult(Post Post, IReadOnlyList<SnippetPart> Snippet);

/// <summary>A part of a passage.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="IsHit">True where it is what was sought.</param>
public sealed record SnippetPart(string Text, bool IsHit);
