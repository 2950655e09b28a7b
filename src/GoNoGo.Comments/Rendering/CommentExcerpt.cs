using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GoNoGo.Comments.Rendering;

/// <summary>
/// The beginning of a comment as plain text, for mails: no link, no picture and nothing that a mail program would make a link of, since
/// a comment's mail carries the blog's name (remark42, GHSA-74pc-3r2m-ppx3).
/// </summary>
internal static class CommentExcerpt
{
    private const string LinkMark = "[…]";

    /// <summary>At most so many characters as a person counts them, the dots of a cut included, on one line.</summary>
    public static string Of(string content, int length)
    {
        var text = new StringBuilder();
        foreach (var block in CommentRenderer.Parse(content).Descendants<LeafBlock>())
        {
            Separate(text);
            if (block is CodeBlock code)
            {
                text.Append(code.Lines.ToString());
            }
            else if (block.Inline is { } inline)
            {
                Append(text, inline);
            }
        }

        return Cut(OnOneLine(text.ToString()), length);
    }

    private static void Append(StringBuilder text, ContainerInline container)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case AutolinkInline or LinkInline { IsAutoLink: true } or LinkInline { IsImage: true }:
                    text.Append(LinkMark);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append(' ');
        }
    }

    /// <summary>Words parted by one space; a word with an address in it becomes a mark. Control and format characters go.</summary>
    private static string OnOneLine(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(IsGap(rune) ? " " : rune.ToString());
        }

        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => HoldsAddress(word) ? LinkMark : word));
    }

    private static bool HoldsAddress(string word) =>
        word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static bool IsGap(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));

    private static string Cut(string text, int length)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= length ? text : elements.SubstringByTextElements(0, length - 1).TrimEnd() + "…";
    }
}
