using System.Globalization;
using System.Text;
using GoNoGo.Platform;

namespace GoNoGo.Blog.Posts.Search;

/// <summary>Text reduced to what a search compares: no case, no diacritics, and letters that Unicode does not take apart.</summary>
internal static class FoldedText
{
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(folded, rune);
        }

        return folded.ToString();
    }

    /// <summary>As <see cref="Of"/>, and for each character of the result the place in the text that it comes from.</summary>
    public static (string Folded, int[] Origins) WithOrigins(string text)
    {
        var folded = new StringBuilder(text.Length + 16);
        var origins = new List<int>(text.Length + 16);
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Append(folded, rune);
            while (origins.Count < folded.Length)
            {
                origins.Add(position);
            }

            position += rune.Utf16SequenceLength;
        }

        origins.Add(text.Length);
        return (folded.ToString(), [.. origins]);
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.IsAscii)
        {
            folded.Append((char)(rune.Value is >= 'A' and <= 'Z' ? rune.Value | 0x20 : rune.Value));
            return;
        }

        foreach (var part in rune.ToString().Normalized(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsDiacritic(part))
            {
                continue;
            }

            var lower = Rune.ToLowerInvariant(part);
            _ = Spelled(lower.Value) is { } spelled ? folded.Append(spelled) : folded.Append(lower);
        }
    }

    // Only the marks of Latin, Greek and Cyrillic: in Indic scripts a mark is a vowel, in Japanese another consonant.
    private static bool IsDiacritic(Rune rune) =>
        rune.Value is >= 0x300 and <= 0x36F && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    private static string? Spelled(int letter) => letter switch
    {
        'ß' or 'ẞ' => "ss",
        'ø' => "o",
        'ł' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        '’' or '‘' => "'",
        _ => null,
    };
}
