namespace GoNoGo.Gdpr.Rights;

/// <summary>What a request is called in mails.</summary>
public static class RequestWords
{
    private static readonly Dictionary<(string Language, PrivacyRequestKind Kind), string> Words = new()
    {
        [("en", PrivacyRequestKind.Rectification)] = "rectification",
        [("en", PrivacyRequestKind.Restriction)] = "restriction",
        [("en", PrivacyRequestKind.Objection)] = "objection",
        [("de", PrivacyRequestKind.Rectification)] = "Berichtigung",
        [("de", PrivacyRequestKind.Restriction)] = "Einschränkung",
        [("de", PrivacyRequestKind.Objection)] = "Widerspruch",
        [("fr", PrivacyRequestKind.Rectification)] = "rectification",
        [("fr", PrivacyRequestKind.Restriction)] = "limitation",
        [("fr", PrivacyRequestKind.Objection)] = "opposition",
        [("es", PrivacyRequestKind.Rectification)] = "rectificación",
        [("es", PrivacyRequestKind.Restriction)] = "limitación",
        [("es", PrivacyRequestKind.Objection)] = "oposición",
    };

    /// <summary>The name of a kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="language">A BCP 47 tag; English where there are no words in it.</param>
    /// <returns>In lower case where the language has it so.</returns>
    public static string Of(PrivacyRequestKind kind, string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return Words.GetValueOrDefault((language.Split('-')[0], kind)) ?? Words[("en", kind)];
    }
}
