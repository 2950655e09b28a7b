using GoNoGo.Blog.Posts;

namespace GoNoGo.Integrations.Email;

/// <summary>Whose post it is.</summary>
internal static class PostAuthors
{
    /// <summary>The names in the post, else the blog's author; where neither is named, everybody who writes here.</summary>
    public static IReadOnlyList<string?> Of(Post post, string? siteAuthor) =>
        post.Authors.Count > 0 ? [.. post.Authors] : [siteAuthor];
}
