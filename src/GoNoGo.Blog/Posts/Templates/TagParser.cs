namespace GoNoGo.Blog.Posts.Templates;

/// <summary>Takes a tag apart into its name, arguments and filters, for all dialects alike.</summary>
internal sealed class TagParser
{
    private readonly List<Token> tokens;
    private int position;

    private TagParser(List<Token> tokens) => this.tokens = tokens;

    /// <param name="text">The tag with its braces.</param>
    public static TemplateTag Parse(string text)
    {
        var kind = text[1] == '%' ? TagKind.Statement : text[2] is '<' or '%' ? TagKind.Shortcode : TagKind.Output;
        var margin = kind == TagKind.Shortcode ? 3 : 2;
        var inner = text.Length >= 2 * margin ? text[margin..^margin].Trim('-', '~').Trim() : "";
        return new TagParser(Tokenize(inner)).Read(kind);
    }

    private TemplateTag Read(TagKind kind)
    {
        if (tokens.Count == 0)
        {
            return new TemplateTag(kind, "", [], []);
        }

        // The value of an output is its first argument, unless it is a call as Zola writes them: {{ youtube(id="x") }}.
        var isCall = tokens.Count > 1 && tokens[1] is { Text: "(", IsLiteral: false };
        var name = kind == TagKind.Output && !isCall ? "" : tokens[position++].Text;
        var arguments = ReadArguments();
        var filters = new List<TagFilter>();
        while (position < tokens.Count)
        {
            position++;
            var filter = position < tokens.Count ? tokens[position++].Text.TrimEnd(':') : "";
            filters.Add(new TagFilter(filter, ReadArguments()));
        }

        return new TemplateTag(kind, name, arguments, filters);
    }

    private List<TagArgument> ReadArguments()
    {
        var arguments = new List<TagArgument>();
        while (position < tokens.Count && tokens[position] is not { Text: "|", IsLiteral: false })
        {
            var token = tokens[position++];
            if (!token.IsLiteral && token.Text is ("(" or ")" or "," or ":" or "="))
            {
                continue;
            }
            else if (!token.IsLiteral && position < tokens.Count && IsAssignment(token.Text, out var name))
            {
                arguments.Add(new TagArgument(name, tokens[position].Text, tokens[position++].IsLiteral));
            }
            else
            {
                arguments.Add(new TagArgument(null, token.Text, token.IsLiteral));
            }
        }

        return arguments;
    }

    // `alt="…"`, `alt = "…"` and `alt: "…"`.
    private bool IsAssignment(string word, out string name)
    {
        name = word.TrimEnd(':');
        if (tokens[position] is { Text: "=", IsLiteral: false } && position + 1 < tokens.Count)
        {
            position++;
            return true;
        }

        return name.Length > 0 && name.Length < word.Length;
    }

    private static List<Token> Tokenize(string text)
    {
        var found = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is ('"' or '\'' or '`') && text.IndexOf(c, at + 1) is > 0 and var closing)
            {
                found.Add(new Token(text[(at + 1)..closing], IsLiteral: true));
                at = closing + 1;
            }
            else if (c is '|' or ',' or '(' or ')' or '=')
            {
                found.Add(new Token(c.ToString(), IsLiteral: false));
                at++;
            }
            else
            {
                var end = EndOfWord(text, at);
                found.Add(new Token(text[at..end], IsLiteral: false));
                at = end;
            }
        }

        return found;
    }

    // `embed:"x"` is a word and a literal, `https://example.org/` is one word.
    private static int EndOfWord(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('|' or ',' or '(' or ')' or '=' or '"' or '\''))
        {
            at++;
        }

        return at;
    }

    private readonly record struct Token(string Text, bool IsLiteral);
}
