using GoNoGo.Blog.Content;

namespace GoNoGo.Blog.Posts.Reading;

/// <summary>
/// Refuses, in one linear pass, the texts for which Markdig needs cubic time: a line that opens very many containers, or very
/// many link definitions. It stands before every parse.
/// </summary>
internal static class MarkdownBounds
{
    public const int MaxContainers = 32;
    public const int MaxLinkDefinitions = 1000;

    public static ContentProblem? Check(string path, string markdown, Func<int, int> lineOf)
    {
        var definitions = 0;
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            var line = markdown.AsSpan(range);
            var containers = Containers(line, out var rest);
            if (containers > MaxContainers)
            {
                var message = $"This line opens more than {MaxContainers} quotes and lists inside each other.";
                return Refused(path, lineOf(range.Start.Value), "nested_too_deeply", message);
            }
            else if (rest is ['[', ..] && rest.IndexOf("]:") > 0 && ++definitions > MaxLinkDefinitions)
            {
                var message = $"There are more than {MaxLinkDefinitions} link definitions; this is the first one too many.";
                return Refused(path, lineOf(range.Start.Value), "too_many_links", message);
            }
        }

        return null;
    }

    private static int Containers(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        var count = 0;
        rest = line.TrimStart(" \t");
        while (MarkLength(rest) is > 0 and var length)
        {
            count++;
            rest = rest[length..].TrimStart(" \t");
        }

        return count;
    }

    private static int MarkLength(ReadOnlySpan<char> text)
    {
        if (text is ['>', ..])
        {
            return 1;
        }

        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var mark = text switch
        {
            ['-' or '+' or '*', ..] => 1,
            _ when digits is > 0 and <= 9 && text[digits] is ('.' or ')') => digits + 1,
            _ => 0,
        };
        return mark > 0 && (mark == text.Length || text[mark] is ' ' or '\t') ? mark : 0;
    }

    private static ContentProblem Refused(string path, int line, string code, string message) =>
        new(path, line, ContentProblemSeverity.Refused, code, message);
}
