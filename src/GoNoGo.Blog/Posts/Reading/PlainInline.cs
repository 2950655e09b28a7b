using System.Buffers;
using System.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>Reduces a line of Markdown or HTML, such as a title, to the text a reader would see.</summary>
internal static class PlainInline
{
    // Longer texts are no titles; Markdig needs more than linear time for some of them.
    private const int MaxLength = 4000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_`[]<&\\");

    private static readonly MarkdownPipeline Pipeline = OnlyParagraphs();

    public static string From(string text)
    {
        text = Collapse(text);
        if (text.Length > MaxLength || !text.AsSpan().ContainsAny(Marks))
        {
            return text;
        }

        try
        {
            return Collapse(Of(Markdown.Parse(text, Pipeline)));
        }
        catch (ArgumentException)
        {
            // Markdig refuses what is nested too deeply; such a text is shown as it stands.
            return text;
        }
    }

    /// <summary>The text of parsed Markdown: every inline of every leaf.</summary>
    public static string Of(MarkdownObject block)
    {
        var plain = new StringBuilder();
        var inlines = block is LeafBlock { Inline: { } own } ? own.Descendants<LeafInline>() : block.Descendants<LeafInline>();
        foreach (var inline in inlines)
        {
            plain.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LineBreakInline => " ",
                HtmlInline html => HtmlElementNames.IsMarkup(html.Tag) ? "" : html.Tag,
                _ => "",
            });
        }

        return plain.ToString();
    }

    /// <summary>Runs of white space become one space.</summary>
    public static string Collapse(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // "1. Why" and "# Why" are titles, no list and no heading.
    private static MarkdownPipeline OnlyParagraphs()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.RemoveAll(parser => parser is not ParagraphBlockParser);
        return builder.Build();
    }
}
