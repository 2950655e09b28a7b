using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Reading;
using GoNoGo.Blog.Posts.Rendering;
using GoNoGo.Platform.Languages;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace GoNoGo.Blog.Posts;

/// <summary>Turns a document's Markdown into the HTML of its page. Thread-safe.</summary>
internal sealed class BodyRenderer
{
    // Made for the first body: a start that finds all bodies rendered needs neither.
    private readonly Lazy<MarkdownPipeline> pipeline = new(MarkdownDialect.Build);
    private readonly Lazy<CodeHighlighter> highlighter = new(() => new CodeHighlighter());

    /// <param name="document">What is rendered.</param>
    /// <param name="resolve">
    /// Is handed each reference of a link or picture to this site, percent-decoded, without query and fragment, and gives the
    /// address to put in its place; null leaves it. Absolute URLs and mere fragments are not asked for.
    /// </param>
    /// <param name="language">The language of the few words that are added; English where it is null.</param>
    public RenderedBody Render(Document document, Func<string, string?> resolve, Language? language = null)
    {
        var markdown = document.Markdown;
        if (MarkdownBounds.Check(document.Path, markdown, offset => document.Lines.LineOf(markdown, offset)) is { } excessive)
        {
            return RenderedBody.Refused(excessive);
        }

        string html;
        try
        {
            html = ToHtml(markdown);
        }
        catch (ArgumentException)
        {
            // Markdig's own guard against texts that would exhaust the stack.
            return RenderedBody.Refused(TooDeep(document, "The Markdown here is nested too deeply to be rendered."));
        }

        return HtmlDepth.Exceeds(html)
            ? RenderedBody.Refused(TooDeep(document, $"More than {HtmlDepth.Max} HTML elements are open at once; close them."))
            : new BodyPage(document, resolve, language ?? LanguageSet.BuiltIn.English).Render(html);
    }

    private string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, pipeline.Value);
        HeadingAnchors.Apply(document);
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        pipeline.Value.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new HighlightedCodeRenderer(highlighter.Value));
        renderer.Render(document);
        return writer.ToString();
    }

    private static ContentProblem TooDeep(Document document, string message) =>
        new(document.Path, 0, ContentProblemSeverity.Refused, "nested_too_deeply", message);
}
