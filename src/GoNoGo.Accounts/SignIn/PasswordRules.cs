using System.Globalization;
using System.Text;
using GoNoGo.Platform.Results;
using GoNoGo.Platform;

namespace GoNoGo.Accounts.SignIn;

/// <summary>
/// What a password must be: long, and none that is known from a breach. Nothing about kinds of characters (NIST SP 800-63B).
/// </summary>
public static class PasswordRules
{
    /// <summary>How many characters it has at least.</summary>
    public const int ShortestLength = 12;

    /// <summary>How many characters it has at most; enough for any sentence.</summary>
    public const int LongestLength = 256;

    /// <summary>Looks whether a password may be chosen.</summary>
    /// <param name="password">As typed. Secret.</param>
    /// <param name="handle">Whose it is to be: it must not be made of the name.</param>
    /// <returns>Why it cannot be taken; null where it can.</returns>
    public static Error? FindRefusal(string password, string handle)
    {
        ArgumentNullException.ThrowIfNull(password);
        var canonical = Canonical(password);
        var length = new StringInfo(canonical).LengthInTextElements;
        if (length < ShortestLength || canonical.Length > LongestLength)
        {
            return new PasswordTooShort();
        }

        var plain = canonical.ToLowerInvariant();
        var isOfHandle = handle.Length >= 4 && plain.Replace(handle, "", StringComparison.Ordinal).Length < ShortestLength / 2;
        var isOfFewLetters = plain.Distinct().Count() < 5;
        return isOfHandle || isOfFewLetters || BreachedPasswords.Contain(plain) ? new PasswordKnown() : null;
    }

    /// <summary>One form for what different keyboards make of the same characters (NFKC).</summary>
    internal static string Canonical(string password) => IsWellFormed(password) ? password.Normalized(NormalizationForm.FormKC) : password;

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}

/// <summary>A password has too few characters, or far too many.</summary>
public sealed record PasswordTooShort()
    : InvalidField("password", "password_too_short", "Choose a password of 12 to 256 characters; a few words in a row are fine.");

/// <summary>A password is known from a breach, or anybody would guess it.</summary>
public sealed record PasswordKnown()
    : InvalidField("password", "password_known", "This password is on the lists that attackers try first. Choose another one.");
