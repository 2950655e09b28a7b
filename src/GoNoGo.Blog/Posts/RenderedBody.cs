using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts;

internal sealed record RenderedBody(
    string Html, string PlainText, string Excerpt, IReadOnlyList<Heading> Headings, int WordCount, bool HasReferences, ContentProblem? Refusal);
