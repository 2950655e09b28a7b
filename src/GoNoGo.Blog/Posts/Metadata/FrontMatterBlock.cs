namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>A text split into its front matter and its body.</summary>
internal sealed record FrontMatterBlock(MetadataMap Map, string Body, int BodyLine, SyntaxProblem? Problem)
{
    /// <summary>YAML between <c>---</c>, TOML between <c>+++</c>, a JSON object, or nothing.</summary>
    public static FrontMatterBlock Split(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart("\n\t ").Length;
        var line = 1 + text.AsSpan(0, start).Count('\n');
        var head = text.AsSpan(start);
        var fence = head[..LineEnd(head)].TrimEnd();
        if (fence is "---")
        {
            return Fenced(text, start, line, closings: ["---", "..."], YamlMetadata.Parse);
        }
        else if (fence is "+++")
        {
            return Fenced(text, start, line, closings: ["+++"], TomlMetadata.Parse);
        }
        else if (head is ['{', ..] && head[1..].TrimStart("\n\t ") is ['"' or '}', ..])
        {
            var outcome = JsonMetadata.Parse(text[start..], line, out var rest);
            var bodyLine = line + head[..^rest.Length].Count('\n');
            return Of(outcome, rest, bodyLine);
        }

        return new FrontMatterBlock(MetadataMap.Empty, text, 1, null);
    }

    private static FrontMatterBlock Fenced(
        string text, int start, int line, string[] closings, Func<string, int, MetadataOutcome> parse)
    {
        var first = start + LineEnd(text.AsSpan(start)) + 1;
        for (var at = first; at < text.Length;)
        {
            var end = at + LineEnd(text.AsSpan(at));
            if (closings.Contains(text[at..end].TrimEnd()))
            {
                var bodyStart = Math.Min(end + 1, text.Length);
                return Of(parse(text[first..at], line + 1), text[bodyStart..], line + text.AsSpan(start, bodyStart - start).Count('\n'));
            }

            at = end + 1;
        }

        var message = $"The front matter that begins here has no closing '{closings[0]}' line.";
        return new FrontMatterBlock(MetadataMap.Empty, "", line, new SyntaxProblem(line, "front_matter_unclosed", message));
    }

    private static FrontMatterBlock Of(MetadataOutcome outcome, string body, int bodyLine) =>
        new(outcome.Map ?? MetadataMap.Empty, body, bodyLine, outcome.Problem);

    private static int LineEnd(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? end : text.Length;
}
