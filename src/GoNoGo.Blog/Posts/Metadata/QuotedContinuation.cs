using System.Text;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>
/// Indents the further lines of a quoted YAML value that its author began at the margin. Psych and js-yaml, which Jekyll and
/// Eleventy use, accept them there; YamlDotNet does not. Folding drops the added spaces again, and no line is added.
/// </summary>
internal static class QuotedContinuation
{
    public static string Indent(string yaml)
    {
        var indented = new StringBuilder(yaml.Length + 64);
        var quote = '\0';
        foreach (var line in yaml.AsSpan().EnumerateLines())
        {
            if (indented.Length > 0)
            {
                indented.Append('\n');
            }

            var inside = quote != '\0';
            indented.Append(inside && line.Length > 0 ? "  " : "").Append(line);
            quote = inside ? After(line, quote) : Opened(line);
        }

        return indented.ToString();
    }

    /// <summary>The quote that is still open at the end of a line such as <c>key: "text</c> or <c>- "text</c>.</summary>
    private static char Opened(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(": ");
        var value = line.StartsWith("- ") ? line[2..].TrimStart() : colon > 0 ? line[(colon + 2)..].TrimStart() : [];
        return value is ['"' or '\'', ..] ? After(value[1..], value[0]) : '\0';
    }

    private static char After(ReadOnlySpan<char> text, char quote)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote == '"')
            {
                at++;
            }
            else if (text[at] == quote && quote == '\'' && at + 1 < text.Length && text[at + 1] == quote)
            {
                at++;
            }
            else if (text[at] == quote)
            {
                return '\0';
            }
        }

        return quote;
    }
}
