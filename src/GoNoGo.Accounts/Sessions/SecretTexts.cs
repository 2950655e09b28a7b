using System.Buffers.Text;
using System.Security.Cryptography;

namespace GoNoGo.Accounts.Sessions;

/// <summary>Random secrets of 256 bits as text: session ids, one-time links, API tokens. The database knows their hash only.</summary>
internal static class SecretTexts
{
    private const int Length = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The hash under which a secret is kept; null where the text can be none.</summary>
    public static byte[]? HashOf(string text)
    {
        Span<byte> secret = stackalloc byte[Length];
        return text.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.DecodeFromChars(text, secret, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == Length
            ? SHA256.HashData(secret)
            : null;
    }
}
