using System.Collections.Frozen;
using System.Text;

namespace GoNoGo.Comments.Moderation.Rules;

/// <summary>
/// Tells that a text is in none of some languages: by its script first, then by the small words that every text of a language is full
/// of. It says so only where it is plain; a library that names the language of any text takes 143 MB (docs/decisions/0052).
/// </summary>
internal static class LanguageGuess
{
    private const int FewestLetters = 12;
    private const int FewestWords = 12;
    private const int FewestHits = 4;

    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = new Dictionary<string, string>
    {
        ["da"] = "og det er at en til på som af ikke der var med for den jeg har han de et vi kan om men også blev fra eller",
        ["de"] = "und der die das ist nicht ein eine ich es zu den mit sich auf für von dem wie auch aber noch nur wird sind war habe oder",
        ["en"] = "the and of to is that it was for you with are this have not but be they at from what there can all would your which",
        ["es"] = "que de la el en los las una por con para como pero más su está muy ya esto también hay porque todo cuando sin ser",
        ["fr"] = "les des est une dans que pour qui pas vous sur avec ce il je ne mais plus cette nous sont était comme très aussi tout",
        ["it"] = "che di è non per una sono con il gli della anche come più ma questo nel alla molto quando perché essere ho lo dei si",
        ["nl"] = "het een van en is dat niet ik te op voor met zijn er maar ook aan wat naar bij nog dit als heb door wel geen deze",
        ["pl"] = "nie się jest na że to jak do z ale co tak po dla czy już tylko być przez był jego od przy może bardzo jestem",
        ["pt"] = "que não uma para com os por mais como mas foi ele das seu sua muito também já está isso você são quando sem ser",
        ["sv"] = "och att det som en är på för inte med jag han av till den har om var men ett hade kan från eller när så också",
    }.ToFrozenDictionary(
        pair => pair.Key, pair => pair.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Script> OtherScripts = new Dictionary<string, Script>
    {
        ["ru"] = Script.Cyrillic,
        ["uk"] = Script.Cyrillic,
        ["bg"] = Script.Cyrillic,
        ["sr"] = Script.Cyrillic,
        ["mk"] = Script.Cyrillic,
        ["be"] = Script.Cyrillic,
        ["el"] = Script.Greek,
        ["ar"] = Script.Arabic,
        ["fa"] = Script.Arabic,
        ["ur"] = Script.Arabic,
        ["he"] = Script.Hebrew,
        ["zh"] = Script.EastAsian,
        ["ja"] = Script.EastAsian,
        ["ko"] = Script.EastAsian,
        ["hi"] = Script.Indic,
        ["th"] = Script.Indic,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private enum Script
    {
        Latin,
        Greek,
        Cyrillic,
        Hebrew,
        Arabic,
        Indic,
        EastAsian,
        Other,
    }

    /// <summary>Whether a text may be in one of these languages; true where it cannot be told.</summary>
    public static bool MayBe(string text, IReadOnlyCollection<string> languages)
    {
        if (MainScript(text) is not { } script)
        {
            return true;
        }

        var expected = languages.Select(language => OtherScripts.GetValueOrDefault(language, Script.Latin)).ToHashSet();
        return expected.Contains(script) && (script is not Script.Latin || MayBeByWords(text, languages));
    }

    private static bool MayBeByWords(string text, IReadOnlyCollection<string> languages)
    {
        var words = Words(text).ToList();
        if (words.Count < FewestWords || !languages.Where(IsLatin).All(SmallWords.ContainsKey))
        {
            // Of a language without small words here nothing can be said.
            return true;
        }

        var hits = SmallWords.ToDictionary(pair => pair.Key, pair => words.Count(pair.Value.Contains), StringComparer.Ordinal);
        var (best, most) = hits.MaxBy(pair => pair.Value);
        var expected = languages.Select(language => hits.GetValueOrDefault(language)).Max();
        return most < FewestHits || languages.Contains(best) || most < 2 * expected;
    }

    private static bool IsLatin(string language) => !OtherScripts.ContainsKey(language);

    private static IEnumerable<string> Words(string text) => text.ToLowerInvariant()
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '_', '„', '“', '”', '»', '«', '¿', '¡'));

    private static Script? MainScript(string text)
    {
        var letters = text.EnumerateRunes().Where(Rune.IsLetter).GroupBy(ScriptOf).ToDictionary(group => group.Key, group => group.Count());
        var count = letters.Values.Sum();
        return count >= FewestLetters && letters.MaxBy(pair => pair.Value) is var (script, most) && most * 2 > count ? script : null;
    }

    private static Script ScriptOf(Rune rune) => rune.Value switch
    {
        < 0x0250 or (>= 0x1E00 and < 0x1F00) or (>= 0xFF21 and <= 0xFF5A) => Script.Latin,
        (>= 0x0370 and < 0x0400) or (>= 0x1F00 and < 0x2000) => Script.Greek,
        >= 0x0400 and < 0x0530 => Script.Cyrillic,
        >= 0x0590 and < 0x0600 => Script.Hebrew,
        (>= 0x0600 and < 0x0780) or (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFF00) => Script.Arabic,
        >= 0x0900 and < 0x0E80 => Script.Indic,
        (>= 0x1100 and < 0x1200) or (>= 0x3040 and < 0xA000) or (>= 0xAC00 and < 0xD7B0) or (>= 0x20000 and < 0x32000) => Script.EastAsian,
        _ => Script.Other,
    };
}
