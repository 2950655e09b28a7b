using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Blog.Posts.Templates;

/// <summary>Knows which parts of a Markdown text are code, where tags are the author's subject, and which are HTML blocks.</summary>
internal sealed class CodeRegions
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UsePreciseSourceLocation().Build();

    private readonly List<(int Start, int End)> code = [];
    private readonly List<(int Start, int End)> html = [];
    private readonly List<(int Start, int End)> indentedTags = [];

    private CodeRegions()
    {
    }

    public static CodeRegions Of(string markdown)
    {
        var regions = new CodeRegions();
        try
        {
            regions.Collect(markdown, Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException)
        {
            // Nested too deeply for Markdig: the renderer refuses such a text, whatever becomes of its tags.
        }

        return regions;
    }

    public bool IsCode(int offset) => Covers(code, offset);

    public bool IsHtmlBlock(int offset) => Covers(html, offset);

    /// <summary>A generator replaces its tags before it looks for code, so one that is merely indented was never meant as code.</summary>
    public bool IsIndentedTag(int offset) => Covers(indentedTags, offset);

    private void Collect(string markdown, MarkdownDocument document)
    {
        foreach (var node in document.Descendants())
        {
            var span = (node.Span.Start, node.Span.End + 1);
            if (node is CodeBlock block and not FencedCodeBlock && IsOneTag(markdown.AsSpan(block.Span.Start, block.Span.Length)))
            {
                indentedTags.Add(span);
            }
            else if (node is CodeBlock or CodeInline)
            {
                code.Add(span);
            }
            else if (node is HtmlBlock)
            {
                html.Add(span);
            }
        }

        AddElements(markdown, "pre");
        AddElements(markdown, "code");
        Merge(code);
        Merge(html);
        Merge(indentedTags);
    }

    private static bool IsOneTag(ReadOnlySpan<char> text) => text.Trim() is ['{', '%' or '{', .., '%' or '}', '}'];

    private void AddElements(string markdown, string name)
    {
        for (var at = 0; (at = markdown.IndexOf("<" + name, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = markdown.IndexOf($"</{name}>", at, StringComparison.OrdinalIgnoreCase);
            var next = at + name.Length + 1;
            if (end > 0 && next < markdown.Length && markdown[next] is ('>' or ' ' or '\n') && !Overlaps(at))
            {
                code.Add((at, end));
                next = end;
            }

            at = next;
        }
    }

    private bool Overlaps(int offset) => code.Exists(region => region.Start <= offset && offset < region.End);

    private static void Merge(List<(int Start, int End)> regions)
    {
        regions.Sort();
        for (var i = regions.Count - 1; i > 0; i--)
        {
            if (regions[i].Start < regions[i - 1].End)
            {
                regions[i - 1] = (regions[i - 1].Start, Math.Max(regions[i - 1].End, regions[i].End));
                regions.RemoveAt(i);
            }
        }
    }

    private static bool Covers(List<(int Start, int End)> regions, int offset)
    {
        var index = regions.BinarySearch((offset, int.MaxValue));
        var before = index < 0 ? ~index - 1 : index;
        return before >= 0 && offset < regions[before].End;
    }
}
