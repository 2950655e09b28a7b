using System.Security.Cryptography;
using System.Text;

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
            ?? ofPurpose.Last(wording => wording.Language == "en");
    }

    /// <summary>All words that are or were in force, the oldest first.</summary>
    public static IReadOnlyList<ConsentWording> All => Wordings;

    internal static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The words that somebody agreed to.</summary>
    internal static ConsentWording ByHash(string sha256) => Wordings.Single(wording => wording.Sha256 == sha256);

    // Words that were once in force stay here for ever: they are what a stored hash proves.
    private static readonly ConsentWording[] Wordings =
    [
        new(
            ConsentPurposes.PublishComment,
            "en",
            "1",
            "Publish my comment here with the name I gave, once a moderator has approved it. It is kept for at most six years. "
            + "I can erase it at any time through the link I get after sending."),
        new(
            ConsentPurposes.NotifyByEmail,
            "en",
            "1",
            "Mail me when my comment is decided on and when somebody answers it. My address is kept encrypted, for this only, "
            + "and every mail holds a link that ends it."),
    ];
}
