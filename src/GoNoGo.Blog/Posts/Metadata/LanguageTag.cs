using System.Globalization;

namespace GoNoGo.Blog.Posts.Metadata;

/// <summary>Tells the tags of languages from words that only look like one, such as "english".</summary>
internal static class LanguageTag
{
    /// <summary>What to say where there should be one.</summary>
    public const string Expected = "a language such as en or de-AT";

    private const int Longest = 35; // RFC 5646, section 4.4.1.
    private const int LongestSubtag = 8;

    /// <summary>Whether it has the form of a BCP 47 tag and begins with a language of ISO 639 that ICU knows.</summary>
    public static bool IsKnown(string text) =>
        text.Length <= Longest
        && text.Split('-') is [{ Length: 2 or 3 } language, .. var others]
        && language.All(char.IsAsciiLetter)
        && others.All(other => other.Length is > 0 and <= LongestSubtag && other.All(char.IsAsciiLetterOrDigit))
        && IsLanguage(language);

    private static bool IsLanguage(string subtag)
    {
        try
        {
            // A culture is made of every two or three letters; of what is no language it has no ISO 639 name.
            return CultureInfo.GetCultureInfo(subtag).ThreeLetterISOLanguageName.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
