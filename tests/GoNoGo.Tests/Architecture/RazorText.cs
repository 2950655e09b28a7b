using System.Text.RegularExpressions;

namespace GoNoGo.Tests.Architecture;

/// <summary>Finds words that stand in a component itself: between its tags, and in attributes that people read or hear.</summary>
internal sealed partial class RazorText
{
    private static readonly string[] Heard =
    [
        "aria-label", "title", "alt", "placeholder", "data-label", "data-keys-label",
        "Button", "Title", "Nothing", "Empty", "Message", "General", "Label",
    ];

    // What is called the same everywhere: a format, a unit, names in code.
    private static readonly string[] Names = ["RSS", "ms", "placeholder=\"comment", "placeholder=\"comment.approved"];

    private readonly SourceFile file;
    private readonly string text;
    private readonly List<string> found = [];
    private int at;

    private RazorText(SourceFile file) => (this.file, text) = (file, Markup(file));

    /// <summary>Each with its line.</summary>
    public static IReadOnlyList<string> Words(SourceFile file)
    {
        var reader = new RazorText(file);
        reader.Read();
        return reader.found;
    }

    /// <summary>The file without its code, line for line.</summary>
    private static string Markup(SourceFile file)
    {
        var lines = file.Lines.TakeWhile(line => !line.StartsWith("@code", StringComparison.Ordinal)).Select(line =>
            CodeLine().IsMatch(line) ? "" : line);
        return Comment().Replace(string.Join('\n', lines), match => new string('\n', match.Value.Count(unit => unit == '\n')));
    }

    private void Read()
    {
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '@':
                    SkipExpression();
                    break;
                case '<':
                    ReadTag();
                    break;
                case '&':
                    at = text.IndexOf(';', at) + 1;
                    break;
                case var unit when char.IsLetter(unit):
                    ReadWords();
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    private void ReadWords()
    {
        var end = text.IndexOfAny(['@', '<', '\n'], at) is var next and >= 0 ? next : text.Length;
        Report(text[at..end]);
        at = end;
    }

    private void ReadTag()
    {
        var name = TagName().Match(text, at).Value;
        at += Math.Max(1, name.Length);
        while (at < text.Length && text[at] != '>')
        {
            var attribute = Attribute().Match(text, at);
            if (attribute.Success && attribute.Index == at)
            {
                at += attribute.Length;
                ReadValue(attribute.Groups["name"].Value);
            }
            else
            {
                at++;
            }
        }

        at++;
        if (name is "<code" or "<kbd" or "<script")
        {
            at = text.IndexOf('<', at) is var end and >= 0 ? end : text.Length;
        }
    }

    private void ReadValue(string name)
    {
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] == '@')
            {
                SkipExpression();
            }
            else if (char.IsLetter(text[at]) && Heard.Contains(name))
            {
                var end = text.IndexOfAny(['@', '"'], at);
                Report($"{name}=\"{text[at..end]}");
                at = end;
            }
            else
            {
                at++;
            }
        }

        at++;
    }

    /// <summary>An at sign and what belongs to it: brackets with all in them, names, dots.</summary>
    private void SkipExpression()
    {
        at++;
        if (Keyword().Match(text, at) is { Success: true } keyword)
        {
            at += keyword.Length;
        }

        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '(' or '[' || IsChained()))
        {
            if (text[at] is '(' or '[')
            {
                SkipBrackets();
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>A dot, question mark or exclamation mark that leads on to a member, and does not end a sentence.</summary>
    private bool IsChained() =>
        text[at] is '.' or '?' or '!' && at + 1 < text.Length && (char.IsLetter(text[at + 1]) || text[at + 1] is '.' or '[');

    /// <summary>Words within an expression are C#: strings in it that are read by people are found by the rule on code.</summary>
    private void SkipBrackets()
    {
        var depth = 0;
        var start = at;
        do
        {
            depth += text[at] is '(' or '[' ? 1 : text[at] is ')' or ']' ? -1 : 0;
            at++;
        }
        while (depth > 0 && at < text.Length);

        foreach (Match literal in Sentence().Matches(text[start..at]))
        {
            Report(literal.Value);
        }
    }

    private void Report(string words)
    {
        if (!Names.Contains(words.Trim()))
        {
            var line = text.AsSpan(0, Math.Min(at, text.Length)).Count('\n');
            found.Add(file.Breach(line, $"{words.Trim()} — put it into the files of languages"));
        }
    }

    // A line of C# between the tags.
    [GeneratedRegex(
        @"^\s*(\{|\}|else\b.*|(@?(if|foreach|for|switch|using|inherits)\b.*)|case .*:|default:|break;|var .*;)\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\G<[/!]?[A-Za-z0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagName();

    [GeneratedRegex("\\G(?<name>[A-Za-z-]+)=\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\G(if|foreach|for|switch|while) (?=\()", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keyword();

    // A literal that a person could read: two words, or one with a capital and a full stop.
    [GeneratedRegex(
        "\\$?\"[^\"{}<]*[A-Za-z]{2,}[,.]? [A-Za-z]{2,}[^\"]*\"|\"[A-Z][a-z]+[.!?]\"",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sentence();
}
