using System.Text;

namespace GoNoGo.Web.Pages;

/// <summary>
/// Puts the path under which the blog stands before every address of its own in a page. One place for all of them: components and posts
/// write addresses as if it stood at the root. It reads tags only: a text that shows such an attribute stays as it is.
/// </summary>
internal static class OutsideHtml
{
    private const string SourceSet = "srcset";
    private const string CommentEnd = "-->";
    private static readonly string[] Addresses = ["href", "src", "action", "formaction", "poster", "data-options"];

    public static string Of(string html, string basePath)
    {
        if (basePath.Length == 0)
        {
            return html;
        }

        var output = new StringBuilder(html.Length + 1024);
        var at = 0;
        while (html.IndexOf('<', at) is var open and >= 0)
        {
            var end = EndOf(html, open);
            output.Append(html, at, open - at);
            AppendTag(output, html[open..end], basePath);
            at = end;
        }

        return output.Append(html, at, html.Length - at).ToString();
    }

    /// <summary>Where a tag or comment ends: a greater-than sign within quotes is none.</summary>
    private static int EndOf(string html, int open)
    {
        if (string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
        {
            return html.IndexOf(CommentEnd, open, StringComparison.Ordinal) is var end and >= 0 ? end + CommentEnd.Length : html.Length;
        }

        var quote = '\0';
        for (var at = open + 1; at < html.Length; at++)
        {
            var next = html[at];
            if (quote != '\0')
            {
                quote = next == quote ? '\0' : quote;
            }
            else if (next is '"' or '\'' && html[at - 1] == '=')
            {
                quote = next;
            }
            else if (next == '>')
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    private static void AppendTag(StringBuilder output, string tag, string basePath)
    {
        var at = tag.StartsWith("<!--", StringComparison.Ordinal) ? tag.Length : 0;
        output.Append(tag, 0, at);
        while (tag.IndexOf("=\"", at, StringComparison.Ordinal) is var equals and >= 0)
        {
            var start = equals + 2;
            var end = tag.IndexOf('"', start) is var closing and >= 0 ? closing : tag.Length;
            var value = tag[start..end];
            var name = NameBefore(tag, equals);
            output.Append(tag, at, start - at).Append(Outside(name, value, basePath));
            at = end == tag.Length ? end : end + 1;
            if (end < tag.Length)
            {
                output.Append('"');
            }
        }

        output.Append(tag, at, tag.Length - at);
    }

    private static string NameBefore(string tag, int equals)
    {
        var start = tag.AsSpan(0, equals).LastIndexOfAny(" \t\r\n\"".AsSpan()) + 1;
        return tag[start..equals];
    }

    private static string Outside(string name, string value, string basePath)
    {
        if (name.Equals(SourceSet, StringComparison.OrdinalIgnoreCase))
        {
            return string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries).Select(one => Rooted(one, basePath)));
        }

        return Addresses.Contains(name, StringComparer.OrdinalIgnoreCase) ? Rooted(value, basePath) : value;
    }

    private static string Rooted(string value, string basePath) => PublicAddress.IsRooted(value) ? basePath + value : value;
}
