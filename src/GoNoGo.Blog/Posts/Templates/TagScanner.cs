namespace GoNoGo.Blog.Posts.Templates;

/// <summary>Finds where tags begin and end.</summary>
internal static class TagScanner
{
    // A tag with a caption of several sentences has some hundred characters.
    private const int MaxLength = 10_000;

    public static bool HasAny(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>The next <c>{{</c> or <c>{%</c> from <paramref name="start"/> on; -1 where there is none.</summary>
    public static int Next(string text, int start)
    {
        for (var at = text.IndexOf('{', start); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at + 1))
        {
            if (text[at + 1] is '{' or '%')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>
    /// Where the tag that begins here ends, or -1: then it is no tag. A closing mark in quotes counts only if no other comes.
    /// </summary>
    public static int EndOf(string text, int start)
    {
        var closing = text[start + 1] == '%' ? "%}" : "}}";
        var limit = Math.Min(text.Length, start + MaxLength);
        var quote = '\0';
        for (var at = start + 2; at < limit - 1; at++)
        {
            if (quote == '\0' && text.AsSpan(at).StartsWith(closing))
            {
                return at + 2;
            }
            else if (quote == '\0' && text[at] is ('"' or '\''))
            {
                quote = text[at];
            }
            else if (text[at] == quote)
            {
                quote = '\0';
            }
        }

        var first = text.AsSpan(start, limit - start).IndexOf(closing);
        return first < 0 ? -1 : start + first + 2;
    }
}
