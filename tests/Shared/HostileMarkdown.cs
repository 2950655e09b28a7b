namespace GoNoGo.Testing;

/// <summary>What has held up parsers of Markdown when it was repeated, with what stands before it.</summary>
internal static class HostileMarkdown
{
    public static IReadOnlyList<(string Repeated, string Before)> Patterns { get; } =
    [
        ("*a ", ""), ("**a ", ""), ("*_", ""), ("_a __b ", ""), ("a**b", ""), ("*a*_b_", ""),
        ("[", ""), ("[a](", ""), ("[a](b", ""), ("![a](<b", ""), ("[]", ""), ("[a][", ""),
        ("`", ""), ("`a``", ""), ("```\n", ""), ("<", ""), ("<a@", ""), ("<http:", ""), ("&", ""),
        ("&#x41;", ""), ("\\", ""), ("http://a.b/(", ""), ("www.", ""), ("a@b.", ""), ("> a\n", ""),
        ("- a\n", ""), ("1. a\n", ""), ("  - a\n", ""), ("***\n", ""), ("a\n\n", ""), ("a  \n", ""),
        ("\u0301", "a"), ("\u202e", ""), ("漢", ""), ("👩‍👩‍👧", ""), ("~~~\n", ""), ("|a|\n|-|\n", ""),
        ("a ", "[x]: http://a.b\n\n"), ("[x] ", "[x]: http://a.b\n\n"), ("\"a'", ""), ("mailto:a@b.c ", ""),
    ];

    /// <summary>A pattern for as long as a number of code points.</summary>
    public static string Text((string Repeated, string Before) pattern, int length) => string.Concat(
        (pattern.Before + string.Concat(Enumerable.Repeat(pattern.Repeated, length))).EnumerateRunes().Take(length));
}
