using System.Text;
using AngleSharp.Dom;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>A body's text without its markup.</summary>
internal static class BodyText
{
    private static readonly HashSet<string> Inline = new(StringComparer.Ordinal)
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
    };

    /// <summary>In one line; words of neighbouring blocks do not run together. Links to footnotes and back are no part of it.</summary>
    /// <param name="root">Whose text is wanted.</param>
    /// <param name="until">Where to stop, if not at the end.</param>
    public static string Of(INode root, INode? until = null)
    {
        var text = new StringBuilder();
        Append(root, until, text);
        return PlainInline.Collapse(text.ToString());
    }

    public static int CountWords(string text)
    {
        int words = 0, ideographs = 0;
        var counted = false; // The word at hand.
        foreach (var c in text)
        {
            if (c == ' ')
            {
                counted = false;
            }
            else if (IsIdeograph(c))
            {
                ideographs++;
            }
            else if (!counted && char.IsLetterOrDigit(c))
            {
                words++;
                counted = true;
            }
        }

        return words + (ideographs / 2);
    }

    // The depth is bounded by HtmlDepth, so recursion is safe.
    private static bool Append(INode node, INode? until, StringBuilder text)
    {
        if (node == until)
        {
            return false;
        }
        else if (node is IText { Data: var data })
        {
            text.Append(data);
            return true;
        }
        else if (node is IElement link && FootnoteLinks.Has(link))
        {
            return true;
        }

        var separates = node is IElement element && !Inline.Contains(element.LocalName);
        text.Append(separates ? " " : "");
        foreach (var child in node.ChildNodes)
        {
            if (!Append(child, until, text))
            {
                return false;
            }
        }

        text.Append(separates ? " " : "");
        return true;
    }

    // Chinese and Japanese write without spaces; a word has about two characters.
    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF';
}
