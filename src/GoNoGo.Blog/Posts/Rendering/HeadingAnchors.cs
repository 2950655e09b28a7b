using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Takes the anchor that an author gives a heading: <c>## Some title {#anchor}</c>.</summary>
internal static class HeadingAnchors
{
    public static void Apply(MarkdownDocument document)
    {
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            if (heading.Inline?.LastChild is LiteralInline literal
                && literal.Content.ToString() is var text
                && text.EndsWith('}')
                && text.LastIndexOf("{#", StringComparison.Ordinal) is >= 0 and var start
                && text.AsSpan(start + 2, text.Length - start - 3) is { Length: > 0 } anchor
                && anchor.IndexOfAny(" {}#\"") < 0)
            {
                heading.GetAttributes().Id = anchor.ToString();
                literal.Content = new Markdig.Helpers.StringSlice(text[..start].TrimEnd());
            }
        }
    }
}
