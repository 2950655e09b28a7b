using System.Buffers;
using System.Buffers.Text;

namespace GoNoGo.Comments;

/// <summary>Reads tokens as they come back from forms and links.</summary>
internal static class TokenText
{
    /// <summary>Whether a text is base64url of exactly so many bytes. Whatever else it is, it is refused and not thrown over.</summary>
    public static bool TryRead(string text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(bytes.Length)
        && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
        && written == bytes.Length;
}
