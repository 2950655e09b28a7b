using System.Globalization;
using System.Text;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// An e-mail address in canonical form: trimmed, NFC, the domain in ASCII and lower case (IDNA). The local part keeps its case,
/// as RFC 5321 section 2.4 asks. Personal: its text form is redacted; <see cref="Reveal"/> is for the vault and the mail transport.
/// </summary>
public sealed record EmailAddress
{
    private const int MaximumLength = 254;
    private const int MaximumLocalLength = 64;
    private const string LocalPunctuation = "!#$%&'*+/=?^_`{|}~-.";
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private readonly string value;

    private EmailAddress(string value) => this.value = value;

    /// <summary>Reads an address as a person types it.</summary>
    /// <param name="text">One plain address; quoted local parts, comments, groups, lists and control characters are refused.</param>
    /// <returns>Null where it is no such address, or longer than 254 characters.</returns>
    public static EmailAddress? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaximumLength || !IsWellFormed(trimmed))
        {
            return null;
        }

        var normalized = trimmed.Normalized(NormalizationForm.FormC);
        var at = normalized.LastIndexOf('@');
        if (at is < 1 or > MaximumLocalLength || at == normalized.Length - 1)
        {
            return null;
        }

        var local = normalized[..at];
        return IsLocalPart(local) && AsciiDomain(normalized[(at + 1)..]) is { } domain && at + 1 + domain.Length <= MaximumLength
            ? new EmailAddress($"{local}@{domain}")
            : null;
    }

    /// <summary>The address itself, for encryption and delivery only.</summary>
    /// <returns>The canonical form.</returns>
    public string Reveal() => value;

    /// <summary>
    /// The mailbox that most servers hold several ways of writing for: in lower case, without what follows a plus. For counting what
    /// reaches one person, never for sending or for telling people apart.
    /// </summary>
    /// <returns>An address that need not exist. Personal, as this one.</returns>
    public EmailAddress ForCounting()
    {
        var at = value.LastIndexOf('@');
        var local = value[..at].ToLowerInvariant();
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        return new EmailAddress((plus > 0 ? local[..plus] : local) + value[at..]);
    }

    /// <summary>A fixed mark in place of the address.</summary>
    /// <returns><c>[address]</c></returns>
    public override string ToString() => "[address]";

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsSurrogatePair(text, i))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static bool IsLocalPart(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal) && local.EnumerateRunes().All(IsLocalRune);

    private static bool IsLocalRune(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || LocalPunctuation.Contains((char)rune.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.') && ascii.Split('.')[^1].Any(char.IsAsciiLetter)
                ? ascii
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
