using System.Globalization;
using System.Text;

namespace GoNoGo.Web.Cli;

/// <summary>Strangers' text made fit for a terminal: control and format characters could move its cursor or hide what is there.</summary>
internal static class Printable
{
    private const int ExcerptLength = 120;

    /// <summary>The text on one line, whatever could steer a terminal replaced by a space.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Steers(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>The beginning of the text on one line.</summary>
    public static string Excerpt(string text)
    {
        var elements = new StringInfo(Line(text));
        return elements.LengthInTextElements <= ExcerptLength
            ? elements.String
            : elements.SubstringByTextElements(0, ExcerptLength - 1) + "…";
    }

    private static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
