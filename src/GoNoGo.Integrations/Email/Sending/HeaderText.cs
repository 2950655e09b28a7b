using System.Globalization;
using System.Text;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>Text on its way into a header: one line of characters that show, whatever an author wrote.</summary>
internal static class HeaderText
{
    private const int Longest = 180;

    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Breaks(rune) ? " " : rune.ToString());
        }

        var words = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var elements = new StringInfo(words);
        return elements.LengthInTextElements <= Longest ? words : elements.SubstringByTextElements(0, Longest - 1) + "…";
    }

    /// <summary>C0 and C1 controls, line and paragraph separators, marks that turn the direction of what follows.</summary>
    private static bool Breaks(Rune rune) => Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069
        || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
