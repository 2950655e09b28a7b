using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Languages;

namespace GoNoGo.Gdpr.Consent;

/// <summary>The exact words beside a box, as they are shown and as their hash is kept.</summary>
/// <param name="Purpose">One of <see cref="ConsentPurposes"/>.</param>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Version">Rises whenever the words change.</param>
/// <param name="Text">The words.</param>
public sealed record ConsentWording(string Purpose, string Language, string Version, string Text)
{
    /// <summary>SHA-256 of the words in UTF-8, lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Sha256Of(Text);

    /// <summary>The words for a purpose in a language, or in English where there are none in it.</summary>
    /// <param name="purpose">One of <see cref="ConsentPurposes"/>.</param>
    /// <param name="language">A BCP 47 tag; only its first part counts.</param>
    /// <returns>The words in force.</returns>
    public static ConsentWording For(string purpose, string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var primary = language.Split('-')[0];
        var ofPurpose = Wordings.Where(wording => wording.Purpose == purpose).ToList();
        return ofPurpose.LastOrDefault(wording => wording.Language.Equals(primary, StringComparison.OrdinalIgnoreCase))
            ?? ofPurpose.Last(wording => wording.Language == LanguageSet.Fallback);
    }

    /// <summary>All words that are or were in force, the oldest first.</summary>
    public static IReadOnlyList<ConsentWording> All => Wordings;

    internal static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The words that somebody agreed to.</summary>
    internal static ConsentWording ByHash(string sha256) => Wordings.Single(wording => wording.Sha256 == sha256);

    private const string Section = "consent";

    // Words that were once in force stay in the files of the languages for ever: they are what a stored hash proves. A blog does not
    // replace them: what was agreed to must be found again by its hash, whatever a blog says today.
    private static readonly ConsentWording[] Wordings =
    [
        .. LanguageSet.BuiltIn.All.SelectMany(language => language.Section(Section)
            .Where(pair => pair.Value.Language == language.Tag)
            .Select(pair => Of(language.Tag, pair.Key, pair.Value.Pattern)))
            .OrderBy(wording => int.Parse(wording.Version, CultureInfo.InvariantCulture)),
    ];

    /// <summary>A key is a purpose and a version: <c>publish_comment.1</c>.</summary>
    private static ConsentWording Of(string language, string key, string text) =>
        new(key[..key.LastIndexOf('.')], language, key[(key.LastIndexOf('.') + 1)..], text);
}
