using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

/// <summary>A body as readers get it.</summary>
/// <param name="Content">Its HTML and text.</param>
/// <param name="Excerpt">What stands before <c>&lt;!--more--&gt;</c>, else the beginning; plain, at most 300 characters.</param>
/// <param name="Headings">Those of level 2 and 3.</param>
/// <param name="WordCount">Words; two ideographs count as one.</param>
/// <param name="HasReferences">Whether the resolver was asked, so that the HTML hangs on other files of the commit.</param>
/// <param name="Refusal">Why there is no HTML; null where there is.</param>
internal sealed record RenderedBody(
    BodyContent Content,
    string Excerpt,
    IReadOnlyList<Heading> Headings,
    int WordCount,
    bool HasReferences,
    ContentProblem? Refusal)
{
    /// <summary>Its HTML.</summary>
    public string Html => Content.Read().Html;

    /// <summary>Its text without markup.</summary>
    public string PlainText => Content.Read().PlainText;

    /// <summary>What was left out because the page may not do it: scripts, players, pictures of other origins.</summary>
    public IReadOnlyList<ContentProblem> Warnings { get; init; } = [];

    public static RenderedBody Refused(ContentProblem refusal) =>
        new(BodyContent.Of("", ""), "", [], 0, HasReferences: false, refusal);
}
