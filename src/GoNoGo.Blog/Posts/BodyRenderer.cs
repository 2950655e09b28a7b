using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Blog.Posts;

internal sealed class BodyRenderer
{
    private readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public RenderedBody Render(Document document, Func<string, string?> resolve)
    {
        var parsed = Markdown.Parse(document.Markdown, pipeline);
        var references = 0;
        foreach (var link in parsed.Descendants<LinkInline>())
        {
            var written = link.Url ?? "";
            var tail = written.IndexOfAny(['?', '#']);
            var reference = tail < 0 ? written : written[..tail];
            if (reference.Length > 0)
            {
                references++;
                link.Url = resolve(reference) is { } address ? address + (tail < 0 ? "" : written[tail..]) : written;
            }
        }

        var text = Markdown.ToPlainText(document.Markdown, pipeline).Trim();
        var excerpt = text.Length > 200 ? text[..200] : text;
        return new RenderedBody(parsed.ToHtml(pipeline), text, excerpt, [], text.Split(' ').Length, references > 0, null);
    }
}
