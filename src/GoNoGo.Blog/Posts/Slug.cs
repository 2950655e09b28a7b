using System.Globalization;
using System.Text;
using GoNoGo.Platform;

namespace GoNoGo.Blog.Posts;

/// <summary>Makes the last part of an address from a title or a file's name.</summary>
internal static class Slug
{
    public const int MaxLength = 120;

    /// <summary>
    /// Letters and digits of any script in lower case, all else joined by '-'; a point between digits stays
    /// (<c>rust-1.88.0</c>). Never empty, never a slash.
    /// </summary>
    public static string From(string text)
    {
        var source = text.Normalized(NormalizationForm.FormC);
        var slug = new StringBuilder();
        var position = 0;
        foreach (var rune in source.EnumerateRunes())
        {
            var at = position;
            position += rune.Utf16SequenceLength;
            if (slug.Length >= MaxLength)
            {
                break;
            }
            else if (Rune.IsLetterOrDigit(rune) || IsMark(rune) || IsPointInNumber(source, at))
            {
                slug.Append(Rune.ToLowerInvariant(rune));
            }
            else if (rune.Value is not ('\'' or '’') && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length > 0 ? trimmed : "untitled";
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsPointInNumber(string text, int at) =>
        text[at] == '.' && at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);
}
