using System.Security.Cryptography;
using GoNoGo.Accounts.Sessions;

namespace GoNoGo.Accounts.Tokens;

/// <summary>
/// A token as its owner has it: <c>gng_</c>, by which scanners of leaked secrets know it, eight characters to find it by, and the secret.
/// </summary>
internal readonly record struct ApiTokenText(string Mark, string Secret)
{
    public const string Prefix = "gng_";
    public const int MarkLength = 8;

    private const char Divider = '_';
    private static readonly int SecretStart = Prefix.Length + MarkLength + 1;

    public static ApiTokenText New() => new(RandomNumberGenerator.GetHexString(MarkLength, lowercase: true), SecretTexts.New());

    /// <summary>The parts of a text that has the form of a token; null for all others.</summary>
    public static ApiTokenText? TryParse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length > SecretStart && text[SecretStart - 1] == Divider
            ? new ApiTokenText(text.Substring(Prefix.Length, MarkLength), text[SecretStart..])
            : null;

    /// <summary>What the person gets to see once. Secret.</summary>
    public string Reveal() => $"{Prefix}{Mark}{Divider}{Secret}";

    public override string ToString() => "[token]";
}
