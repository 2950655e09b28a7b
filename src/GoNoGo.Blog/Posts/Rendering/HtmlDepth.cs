using System.Collections.Frozen;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>
/// Finds, before any HTML parser sees it, the HTML that nests so deeply that a parser would walk its stack of open elements
/// for minutes and a recursive writer would overflow its own.
/// </summary>
internal static class HtmlDepth
{
    public const int Max = 512;

    // These never nest in themselves: they have no content, or the next one closes them.
    private static readonly FrozenSet<string> Flat = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "rp", "rt",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Exceeds(string html)
    {
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var rest = html.AsSpan(at + 1);
            if (rest is ['/', >= 'A' and <= 'z', ..])
            {
                depth -= IsFlat(rest[1..]) ? 0 : 1;
                depth = Math.Max(depth, 0);
            }
            else if (rest is [>= 'A' and <= 'z', ..] && !IsFlat(rest) && ++depth > Max)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFlat(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t\n/>");
        return Flat.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? text : text[..end]);
    }
}
