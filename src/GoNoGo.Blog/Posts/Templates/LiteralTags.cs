using System.Net;
using System.Text;

namespace GoNoGo.Blog.Posts.Templates;

/// <summary>
/// Writes what stands between <c>{% raw %}</c> and <c>{% endraw %}</c>. Tags there are what the author talks about, so in
/// prose they are set as code: nobody takes them for tags that were forgotten.
/// </summary>
internal sealed class LiteralTags(string source, CodeRegions regions)
{
    /// <param name="start">Where the content begins.</param>
    /// <param name="end">Where it ends; the closing tag begins here.</param>
    /// <returns>The text, and how much of what follows the closing tag is in it too.</returns>
    public (string Text, int Further) Of(int start, int end)
    {
        var content = source[start..end];
        if (content.Trim() is "{{" or "{%")
        {
            return Opener(content.Trim(), end);
        }

        var text = new StringBuilder();
        var at = start;
        for (var open = TagScanner.Next(source, start); open >= 0 && open < end; open = TagScanner.Next(source, at))
        {
            var close = TagScanner.EndOf(source, open);
            text.Append(source, at, open - at);
            at = close > 0 && close <= end ? close : open + 2;
            var isTag = at > open + 2 && !regions.IsCode(open);
            text.Append(isTag ? AsCode(source[open..at], open) : source[open..at]);
        }

        text.Append(source, at, Math.Max(0, end - at));
        return (text.ToString(), 0);
    }

    // `{% raw %}{{{% endraw %} name }}`: only the braces that open are protected, the rest of the tag follows.
    private (string Text, int Further) Opener(string braces, int end)
    {
        var after = TagScanner.EndOf(source, end);
        var line = source.IndexOf('\n', after) is >= 0 and var found ? found : source.Length;
        var closing = source.AsSpan(after, line - after).IndexOf(braces == "{{" ? "}}" : "%}");
        return closing < 0
            ? (braces, 0)
            : (AsCode(string.Concat(braces, source.AsSpan(after, closing + 2)), end), closing + 2);
    }

    private string AsCode(string tag, int offset)
    {
        if (regions.IsHtmlBlock(offset))
        {
            return $"<code>{WebUtility.HtmlEncode(tag)}</code>";
        }

        return tag.Contains('`', StringComparison.Ordinal) ? $"`` {tag} ``" : $"`{tag}`";
    }
}
