using System.Buffers.Text;
using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// The random secrets in the links of mails, 128 bits. The database finds one by its hash, and holds it besides only encrypted under
/// the key of the mailboxes, so that the next mail can carry it too.
/// </summary>
internal static class MailTokens
{
    private const int Length = 16;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    public static byte[] HashOf(ReadOnlySpan<byte> token) => SHA256.HashData(token);

    public static string TextOf(byte[] token) => Base64Url.EncodeToString(token);

    /// <summary>The hash of a token as it comes back in a link; null where it can be none.</summary>
    public static byte[]? HashOf(string text)
    {
        Span<byte> token = stackalloc byte[Length];
        return text.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.DecodeFromChars(text, token, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == Length
            ? HashOf(token)
            : null;
    }

    public static byte[] Seal(Key key, byte[] token, Guid recipient) => key.Encrypt(token, recipient.ToByteArray());

    public static byte[] Open(Key key, byte[] sealedToken, Guid recipient) => key.Decrypt(sealedToken, recipient.ToByteArray());
}
