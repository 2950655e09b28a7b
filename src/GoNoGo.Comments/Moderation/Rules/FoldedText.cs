using System.Globalization;
using System.Text;
using GoNoGo.Platform;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>
/// Text as words in lower case between single spaces: compatibility forms are resolved (NFKC), marks on letters and what cannot be seen
/// go, and all that is neither letter nor digit parts words.
/// </summary>
internal static class FoldedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var parts = false;
        foreach (var rune in text.Normalized(NormalizationForm.FormKD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(parts && folded.Length > 0 ? " " : "");
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
                parts = false;
            }
            else if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
            {
                parts = true;
            }
        }

        return folded.ToString().Normalized(NormalizationForm.FormC);
    }
}
