using System.Globalization;
using GoNoGo.Blog.Posts.Metadata;
using static GoNoGo.Blog.Content.ContentProblemSeverity;

namespace GoNoGo.Blog.Site;

/// <summary>Reads <c>theme</c> of a site.yaml. A value that is none is reported by its line, and the theme's own counts.</summary>
internal sealed class ThemeReader(Fields fields)
{
    public static readonly string[] Known = ["text_font", "interface_font", "code_font", "measure", "radius", "text_size", "line_height"];

    private const int LongestFont = 200;
    private const string Fonts = "names of fonts such as \"Iowan Old Style, Georgia, serif\"";

    public SiteTheme Read() => new()
    {
        TextFont = Checked("textfont", IsFontList, Fonts),
        InterfaceFont = Checked("interfacefont", IsFontList, Fonts),
        CodeFont = Checked("codefont", IsFontList, Fonts),
        Measure = Checked(
            "measure",
            text => IsLength(text, ("rem", 20, 60), ("ch", 30, 110), ("px", 320, 1200)),
            "a width from 20rem to 60rem, such as 38rem"),
        Radius = Checked(
            "radius",
            text => text == "0" || IsLength(text, ("rem", 0, 3), ("px", 0, 48)),
            "a length from 0 to 3rem, such as .5rem"),
        TextSize = Checked(
            "textsize",
            text => IsLength(text, ("rem", 0.9, 1.6), ("px", 14, 26)),
            "a size from .9rem to 1.6rem, such as 1.2rem"),
        LineHeight = Checked("lineheight", text => IsNumber(text, 1.3, 2.2), "a number from 1.3 to 2.2, such as 1.6"),
    };

    private string? Checked(string name, Predicate<string> isRight, string expected)
    {
        if (fields.Text(Warning, name) is not { } text || isRight(text))
        {
            return fields.Text(Warning, name);
        }

        fields.Wrong(fields.Find(name)!, expected, Warning); // It has a text, so it is there.
        return null;
    }

    private static bool IsFontList(string text) =>
        text.Length <= LongestFont
        && text.All(character => char.IsLetterOrDigit(character) || character is ' ' or ',' or '-' or '_' or '"' or '\'')
        && text.Split(',').All(IsFont);

    private static bool IsFont(string name) => name.Trim() switch
    {
        "" => false,
        ['"', .. { Length: > 0 } inner, '"'] => !inner.AsSpan().ContainsAny('"', '\''),
        ['\'', .. { Length: > 0 } inner, '\''] => !inner.AsSpan().ContainsAny('"', '\''),
        var bare => !bare.AsSpan().ContainsAny('"', '\''),
    };

    private static bool IsLength(string text, params ReadOnlySpan<(string Unit, double From, double To)> units)
    {
        foreach (var (unit, from, to) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return IsNumber(text[..^unit.Length], from, to);
            }
        }

        return false;
    }

    private static bool IsNumber(string text, double from, double to) =>
        text.Length <= 8
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= from
        && number <= to;
}
