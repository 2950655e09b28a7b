using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Blog.Content;

/// <summary>What a check of a blog found.</summary>
/// <param name="Texts">How many Markdown files were looked at.</param>
/// <param name="Posts">How many of them are posts that would be taken.</param>
/// <param name="Pages">How many of them are static pages that would be taken.</param>
/// <param name="Problems">What authors should mend, in order of path and line.</param>
public sealed record ContentReport(int Texts, int Posts, int Pages, IReadOnlyList<ContentProblem> Problems)
{
    /// <summary>The blog's own settings.</summary>
    public SiteSettings Site { get; init; } = SiteSettings.Default;

    /// <summary>The posts that would be taken, drafts too.</summary>
    public IReadOnlyList<Post> All { get; init; } = [];

    /// <summary>The posts folder where nobody named one and the server would not find it by itself; empty for the root.</summary>
    public string? GuessedFolder { get; init; }
}
