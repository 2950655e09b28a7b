using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html;
using Ganss.Xss;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Comments.Rendering;

/// <summary>
/// Turns the Markdown of a comment into HTML that can do no harm: no raw HTML, no images, and the sanitiser is the last to touch
/// it.
/// </summary>
public sealed class CommentRenderer
{
    private const int MaximumContainers = 32;
    private const int MaximumLinkDefinitions = 100;
    private const int MaximumInlineMarks = 1_000;
    private const int MaximumAddresses = 250;
    private const string LinkRelation = "nofollow ugc noopener";

    /// <summary>What the parser takes for the start of an address.</summary>
    private static readonly string[] AddressStarts = ["://", "mailto:", "tel:", "www."];

    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    // To set it up takes a tenth of a second (it knows every style): not before there is a comment to be shown.
    private readonly Lazy<HtmlSanitizer> sanitizer = new(Sanitizer);

    /// <summary>The HTML of a comment.</summary>
    /// <param name="content">Markdown that was accepted when it was sent. Personal.</param>
    /// <returns>A fragment of p, lists, quotes, code, emphasis and links only.</returns>
    public string Render(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var document = Parse(content);

        // A picture would be fetched from another origin by every reader: it becomes a link.
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            image.IsImage = false;
        }

        // Not by the sanitiser's own event for each node, which takes the square of their number.
        var sanitized = sanitizer.Value.SanitizeDom(document.ToHtml(Pipeline));
        foreach (var link in sanitized.QuerySelectorAll("a"))
        {
            link.SetAttribute("rel", LinkRelation);
        }

        var html = new StringBuilder();
        Write(sanitized.Body!, html);
        return html.ToString();
    }

    /// <summary>AngleSharp's own ToHtml looks for each next sibling from the first one on: the square of their number.</summary>
    private static void Write(INode parent, StringBuilder html)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element)
            {
                var isVoid = element.Flags.HasFlag(NodeFlags.SelfClosing);
                html.Append(HtmlMarkupFormatter.Instance.OpenTag(element, isVoid));
                Write(element, html);
                html.Append(HtmlMarkupFormatter.Instance.CloseTag(element, isVoid));
            }
            else if (node is ICharacterData text)
            {
                html.Append(HtmlMarkupFormatter.Instance.Text(text));
            }
        }
    }

    internal static MarkdownDocument Parse(string content) => Markdown.Parse(content, Pipeline);

    /// <summary>Whether a text is of the kind whose parsing takes time out of proportion, found in one pass over it.</summary>
    internal static bool IsTooNested(string content)
    {
        if (HasTooManyMarks(content))
        {
            return true;
        }

        var definitions = 0;
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            if (Containers(line) > MaximumContainers)
            {
                return true;
            }

            if (line.TrimStart().StartsWith('[') && line.Contains("]:", StringComparison.Ordinal) && ++definitions > MaximumLinkDefinitions)
            {
                return true;
            }
        }

        return ExceedsDepth(content);
    }

    /// <summary>The parser compares each mark of emphasis, bracket and address with those before it.</summary>
    private static bool HasTooManyMarks(string content) =>
        content.AsSpan().Count('*') + content.AsSpan().Count('_') + content.AsSpan().Count('[') > MaximumInlineMarks
        || AddressStarts.Sum(start => content.AsSpan().Count(start)) > MaximumAddresses;

    private static int Containers(ReadOnlySpan<char> line)
    {
        var containers = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var opensList = line[i] is '-' or '+' or '*' or '.' or ')' && i + 1 < line.Length && line[i + 1] is ' ' or '\t';
            if (line[i] == '>' || opensList)
            {
                containers++;
            }
            else if (line[i] is not (' ' or '\t') && !char.IsAsciiDigit(line[i]))
            {
                break;
            }
        }

        return containers;
    }

    private static bool ExceedsDepth(string content)
    {
        try
        {
            Parse(content).ToHtml(Pipeline);
            return false;
        }
        catch (ArgumentException)
        {
            // Markdig's own bound on nesting, which emphasis in emphasis meets only when it is written out.
            return true;
        }
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseAutoLinks().UseSoftlineBreakAsHardlineBreak().DisableHtml();
        builder.BlockParsers.TryRemove<HeadingBlockParser>();
        builder.BlockParsers.FindExact<ParagraphBlockParser>()?.ParseSetextHeadings = false;
        return builder.Build();
    }

    private static HtmlSanitizer Sanitizer() =>
        new(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "start" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        });
}
