using System.Collections.Frozen;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>Tells markup from what only looks like it: <c>&lt;em&gt;</c> from the <c>&lt;T&gt;</c> of a generic type.</summary>
internal static class HtmlElementNames
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "a", "abbr", "acronym", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "center", "cite", "code", "data",
        "del", "details", "dfn", "div", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "i", "iframe", "img", "ins", "kbd", "li", "main", "mark", "nav", "nobr", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
        "samp", "script", "section", "small", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
        "td", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="tag">With its angle brackets.</param>
    public static bool IsMarkup(string tag)
    {
        var name = tag.AsSpan().TrimStart("</").TrimEnd("/>");
        var end = name.IndexOfAny(" \t\n/>");
        return tag.StartsWith("<!", StringComparison.Ordinal)
            || Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? name : name[..end]);
    }
}
