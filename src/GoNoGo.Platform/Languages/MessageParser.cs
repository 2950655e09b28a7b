using System.Text;

namespace GoNoGo.Platform.Languages;

/// <summary>Reads the notation of messages. What is wrong is one sentence.</summary>
internal sealed class MessageParser
{
    public const int LongestText = 2000;

    private const char Open = '{';
    private const char Close = '}';

    private readonly string pattern;
    private int at;
    private string? problem;

    private MessageParser(string pattern) => this.pattern = pattern;

    public static Message? TryParse(string pattern, Manners manners, out string? problem)
    {
        if (pattern.Length is 0 or > LongestText)
        {
            problem = $"A text has 1 to {LongestText} characters.";
            return null;
        }

        var parser = new MessageParser(pattern);
        var parts = parser.ReadParts(isForm: false);
        problem = parser.problem;
        return problem is null ? new Message(pattern, parts, manners) : null;
    }

    private List<MessagePart> ReadParts(bool isForm)
    {
        var parts = new List<MessagePart>();
        var literal = new StringBuilder();
        for (; problem is null && at < pattern.Length && !(isForm && pattern[at] == Close); at++)
        {
            switch (pattern[at])
            {
                case Open:
                    Flush();
                    at++;
                    parts.Add(ReadPlace());
                    break;
                case Close:
                    problem = "It has a closing brace without its opening one.";
                    break;
                case '#' when isForm:
                    Flush();
                    parts.Add(new MessagePart.Count());
                    break;
                case var character:
                    literal.Append(character);
                    break;
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add(new MessagePart.Literal(literal.ToString()));
                literal.Clear();
            }
        }
    }

    /// <summary>From behind the opening brace to the closing one.</summary>
    private MessagePart ReadPlace()
    {
        var end = pattern.AsSpan(at).IndexOfAny(',', Open, Close);
        var name = end < 0 ? "" : pattern.Substring(at, end).Trim();
        if (end < 0 || pattern[at + end] == Open || !IsName(name))
        {
            return Wrong("It has an opening brace without a name such as {title} and its closing one.");
        }

        at += end;
        return pattern[at] == Close ? new MessagePart.Place(name) : ReadPlural(name);
    }

    private MessagePart ReadPlural(string name)
    {
        var forms = new Dictionary<string, IReadOnlyList<MessagePart>>(StringComparer.Ordinal);
        at++;
        if (!TakeWord("plural", ','))
        {
            return Wrong($"Behind {{{name}, must stand plural and its forms.");
        }

        while (problem is null)
        {
            SkipSpace();
            if (at < pattern.Length && pattern[at] == Close)
            {
                return forms.ContainsKey(PluralRules.Other)
                    ? new MessagePart.Plural(name, forms)
                    : Wrong($"The plural of {{{name}}} has no form 'other'.");
            }

            var open = pattern.IndexOf(Open, at);
            var form = open < 0 ? "" : pattern[at..open].Trim();
            if (!PluralRules.IsForm(form) && !(form.StartsWith('=') && form.Skip(1).All(char.IsAsciiDigit)))
            {
                return Wrong($"The plural of {{{name}}} has a form that is none: zero, one, two, few, many, other or =0.");
            }

            at = open + 1;
            forms[form] = ReadParts(isForm: true);
            if (at >= pattern.Length)
            {
                return Wrong($"The plural of {{{name}}} lacks a closing brace.");
            }

            at++;
        }

        return Wrong(problem!); // The loop ended with one.
    }

    private bool TakeWord(string word, char mark)
    {
        SkipSpace();
        if (!pattern.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        at += word.Length;
        SkipSpace();
        return at < pattern.Length && pattern[at++] == mark;
    }

    private void SkipSpace()
    {
        while (at < pattern.Length && pattern[at] is ' ' or '\n')
        {
            at++;
        }
    }

    private MessagePart.Literal Wrong(string sentence)
    {
        problem ??= sentence;
        at = pattern.Length;
        return new MessagePart.Literal("");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && name.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '_');
}
