using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts.Reading;

namespace GoNoGo.Blog.Posts.Templates;

/// <summary>A body in which no tag of another generator is left outside code.</summary>
internal sealed record ReplacedBody(string Markdown, SourceLines Lines, IReadOnlyList<ContentProblem> Warnings);

/// <summary>Puts in place of each tag what it stands for, and says which ones it does not understand.</summary>
internal sealed class TagReplacer
{
    private readonly string source;
    private readonly int firstLine;
    private readonly string path;
    private readonly Dictionary<string, string?> variables;
    private readonly CodeRegions regions;
    private readonly LiteralTags literal;
    private readonly StringBuilder output = new();
    private readonly List<SwallowedLines> swallowed = [];
    private readonly List<ContentProblem> warnings = [];

    private TagReplacer(string source, int firstLine, string path, FrontMatter frontMatter)
    {
        (this.source, this.firstLine, this.path) = (source, firstLine, path);
        regions = CodeRegions.Of(source);
        literal = new LiteralTags(source, regions);
        variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["title"] = frontMatter.Title,
            ["image"] = frontMatter.Image,
            ["excerpt"] = frontMatter.Excerpt,
            ["description"] = frontMatter.Description,
        };
    }

    /// <param name="body">Markdown within <see cref="MarkdownBounds"/>.</param>
    /// <param name="firstLine">The line of the file on which it begins.</param>
    /// <param name="path">The file.</param>
    /// <param name="frontMatter">Its values, which tags may name.</param>
    public static ReplacedBody Replace(string body, int firstLine, string path, FrontMatter frontMatter) =>
        TagScanner.HasAny(body)
            ? new TagReplacer(body, firstLine, path, frontMatter).Run()
            : new ReplacedBody(body, new SourceLines(firstLine, []), []);

    private ReplacedBody Run()
    {
        var at = 0;
        for (var open = TagScanner.Next(source, 0); open >= 0; open = TagScanner.Next(source, at))
        {
            output.Append(source, at, open - at);
            at = Step(open);
        }

        output.Append(source, at, source.Length - at);
        return new ReplacedBody(output.ToString(), new SourceLines(firstLine, swallowed), warnings);
    }

    /// <summary>Handles the tag that opens here and returns where to go on.</summary>
    private int Step(int open)
    {
        var end = TagScanner.EndOf(source, open);
        var inCode = regions.IsCode(open);
        if (end < 0 || (inCode && source[open + 1] != '%'))
        {
            output.Append(source, open, 2);
            return open + 2;
        }

        var tag = TagParser.Parse(source[open..end]);
        if (inCode)
        {
            return InCode(tag, open, end);
        }

        return tag.Name.ToUpperInvariant() switch
        {
            "RAW" or "VERBATIM" => Enclosed(open, end, tag.Name, literal.Of),
            "COMMENT" => Enclosed(open, end, tag.Name, (_, _) => ("", 0)),
            "HIGHLIGHT" => Enclosed(open, end, tag.Name, (start, stop) => (Fence(tag.Positional(0), source[start..stop]), 0)),
            _ => Single(tag, open, end),
        };
    }

    // Jekyll needs {% raw %} also around tags in code, so there too it is no part of what the author shows.
    private int InCode(TemplateTag tag, int open, int end)
    {
        if (tag.Name is "raw" or "endraw")
        {
            return end;
        }

        output.Append(source, open, 2);
        return open + 2;
    }

    /// <summary>From this tag to the one that closes it; where none does, only the tag falls away.</summary>
    private int Enclosed(int open, int end, string name, Func<int, int, (string Text, int Further)> contentOf)
    {
        for (var close = TagScanner.Next(source, end); close >= 0; close = TagScanner.Next(source, close + 2))
        {
            var closeEnd = TagScanner.EndOf(source, close);
            var closing = closeEnd > 0 ? TagParser.Parse(source[close..closeEnd]).Name : "";
            if (closing == "end" + name || closing == "/" + name)
            {
                var (text, further) = contentOf(end, close);
                Put(text, source[open..(closeEnd + further)]);
                return closeEnd + further;
            }
        }

        Warn(open, $"The tag '{Shown(open, end)}' is never closed; it was left out.");
        Put("", source[open..end]);
        return end;
    }

    private int Single(TemplateTag tag, int open, int end)
    {
        var written = KnownTags.Write(tag, new TagWriter(regions.IsHtmlBlock(open)), variables);
        if (!written.IsKnown)
        {
            var kept = written.Text.Length > 0 ? $"only '{written.Text}' of it is shown" : "it was left out";
            Warn(open, $"The tag '{Shown(open, end)}' of another generator has no meaning here; {kept}.");
        }

        var text = written.Text;
        var isBlock = text.StartsWith("<figure", StringComparison.Ordinal);
        if (regions.IsIndentedTag(open))
        {
            UndoIndent();
        }

        // An HTML block ends at a blank line; without one, Markdown that follows would be shown as it is.
        Put(isBlock && end < source.Length && source[end] == '\n' ? text + "\n" : text, source[open..end]);
        return end;
    }

    // What would make the tag's line a code block: one tab, or four spaces.
    private void UndoIndent()
    {
        for (var columns = 0; columns < 4 && output.Length > 0 && output[^1] is (' ' or '\t'); columns++)
        {
            columns += output[^1] == '\t' ? 3 : 0;
            output.Length--;
        }
    }

    private void Put(string text, string replaced)
    {
        output.Append(text);
        var lines = replaced.AsSpan().Count('\n') - text.AsSpan().Count('\n');
        if (lines != 0)
        {
            swallowed.Add(new SwallowedLines(output.Length, lines));
        }
    }

    private static string Fence(string? language, string content)
    {
        var longest = 2;
        for (var at = content.IndexOf('`', StringComparison.Ordinal); at >= 0; at = content.IndexOf('`', at))
        {
            var run = content.AsSpan(at).IndexOfAnyExcept('`') is >= 0 and var length ? length : content.Length - at;
            longest = Math.Max(longest, run);
            at += run;
            if (at >= content.Length)
            {
                break;
            }
        }

        var fence = new string('`', longest + 1);
        return $"\n{fence}{language}\n{content.Trim('\n')}\n{fence}\n";
    }

    private string Shown(int open, int end)
    {
        const int longest = 60;
        var tag = PlainInline.Collapse(source[open..end]);
        return tag.Length <= longest ? tag : tag[..longest] + "…";
    }

    private void Warn(int open, string message)
    {
        var line = firstLine + source.AsSpan(0, open).Count('\n');
        warnings.Add(new ContentProblem(path, line, ContentProblemSeverity.Warning, "template_tag", message));
    }
}
