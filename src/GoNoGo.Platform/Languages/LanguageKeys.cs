namespace GoNoGo.Platform.Languages;

/// <summary>Which texts there are, and what each of them may hold: what a file of a blog's own is measured by.</summary>
/// <param name="builtIn">The program's texts in the same language; null where it has none.</param>
public sealed class LanguageKeys(Language? builtIn)
{
    private const string Consent = "consent";

    private static readonly string[] OwnKeys =
        ["name", "group_from", "plural.zero", "plural.one", "plural.two", "plural.few", "plural.many"];

    private readonly Manners manners = (builtIn ?? LanguageSet.BuiltIn.English).Manners;

    /// <summary>The sections of a file.</summary>
    public static IReadOnlyCollection<string> Sections { get; } =
        [Language.OwnSection, .. LanguageSet.BuiltIn.English.Sections.Order(StringComparer.Ordinal)];

    /// <summary>Whether nobody may replace the texts of a section.</summary>
    /// <param name="section">One of <see cref="Sections"/>.</param>
    /// <returns>True for the texts of consents: a stored hash is of them.</returns>
    public static bool IsFixed(string section) => section == Consent;

    /// <summary>The keys of a section.</summary>
    /// <param name="section">One of <see cref="Sections"/>.</param>
    /// <returns>All there are.</returns>
    public static IEnumerable<string> Of(string section) =>
        section == Language.OwnSection ? OwnKeys : LanguageSet.BuiltIn.English.Section(section).Keys;

    /// <summary>Whether a section has a key.</summary>
    /// <param name="section">One of <see cref="Sections"/>.</param>
    /// <param name="key">As written.</param>
    /// <returns>Whether it has.</returns>
    public static bool Knows(string section, string key) => Of(section).Contains(key);

    /// <summary>Why a text cannot stand under a key that there is.</summary>
    /// <param name="section">One of <see cref="Sections"/>.</param>
    /// <param name="key">One of its keys.</param>
    /// <param name="text">The text.</param>
    /// <returns>One sentence or two; null where it can.</returns>
    public string? Problem(string section, string key, string text)
    {
        if (section == Language.OwnSection)
        {
            return Language.IsRight(key, text) ? null : "Write it as docs/languages.md shows: a name, a number, or a plural rule of CLDR.";
        }

        if (MessageParser.TryParse(text, manners, out var problem) is not { } message)
        {
            return problem;
        }

        var places = LanguageSet.BuiltIn.English.Section(section)[key].Places;
        if (message.Places.Except(places).Order(StringComparer.Ordinal).FirstOrDefault() is not { } wrong)
        {
            return null;
        }

        var known = string.Join(", ", places.Order(StringComparer.Ordinal).Select(one => $"{{{one}}}"));
        return $"It uses {{{wrong}}}, which there is not; it knows {(places.Count == 0 ? "no value in braces" : known)}.";
    }
}
