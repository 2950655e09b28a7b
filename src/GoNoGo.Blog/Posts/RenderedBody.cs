using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

/// <summary>A body as readers get it.</summary>
/// <param name="Html">Its HTML; asks no other origin for anything and holds no inline script or style.</param>
/// <param name="PlainText">Its text, for search.</param>
/// <param name="Excerpt">What stands before <c>&lt;!--more--&gt;</c>, else the beginning; plain, at most 300 characters.</param>
/// <param name="Headings">Those of level 2 and 3.</param>
/// <param name="WordCount">Words; two ideographs count as one.</param>
/// <param name="HasReferences">Whether the resolver was asked, so that the HTML hangs on other files of the commit.</param>
/// <param name="Refusal">Why there is no HTML; null where there is.</param>
internal sealed record RenderedBody(
    string Html,
    string PlainText,
    string Excerpt,
    IReadOnlyList<Heading> Headings,
    int WordCount,
    bool HasReferences,
    ContentProblem? Refusal)
{
    /// <summary>What was left out because the page may not do it: scripts, players, pictures of other origins.</summary>
    public IReadOnlyList<ContentProblem> Warnings { get; init; } = [];

    public static RenderedBody Refused(ContentProblem refusal) => new("", "", "", [], 0, HasReferences: false, refusal);
}
