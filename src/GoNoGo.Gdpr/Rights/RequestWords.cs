using System.Text.Json;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Gdpr.Rights;

/// <summary>What a request is called in mails and on pages.</summary>
public static class RequestWords
{
    private const string Section = "requests";

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="language">A BCP 47 tag; English where there are no words in it.</param>
    /// <param name="languages">The program's languages under the texts of a blog; null for the program's alone.</param>
    /// <returns>In lower case where the language has it so.</returns>
    public static string Of(PrivacyRequestKind kind, string language, LanguageSet? languages = null)
    {
        ArgumentNullException.ThrowIfNull(language);
        var words = (languages ?? LanguageSet.BuiltIn).For(language).Section(Section);
        return words[JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())].Say();
    }
}
