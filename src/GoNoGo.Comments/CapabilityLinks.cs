using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using GoNoGo.Platform.Privacy;

namespace GoNoGo.Comments;

/// <summary>
/// The secret that a comment's author keeps: a MAC of the comment's id and a counter. It can be shown again to a repeated
/// request, and raising the counter revokes it.
/// </summary>
/// <param name="keys">The capability key.</param>
public sealed class CapabilityLinks(KeyRing keys)
{
    private const int IdLength = 16;
    private const int CounterOffset = IdLength;
    private const int VersionOffset = CounterOffset + 4;
    private const int MacOffset = VersionOffset + 4;
    private const int Length = MacOffset + 16;

    internal string TokenFor(Guid commentId, int counter)
    {
        var key = keys.Current(KeyPurpose.Capability);
        var token = new byte[Length];
        commentId.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(token.AsSpan(CounterOffset), counter);
        BinaryPrimitives.WriteInt32BigEndian(token.AsSpan(VersionOffset), key.Version);
        Mac(key, token).CopyTo(token, MacOffset);
        return Base64Url.EncodeToString(token);
    }

    internal (Guid CommentId, int Counter)? Read(string text)
    {
        var token = new byte[Length];
        if (!TokenText.TryRead(text, token))
        {
            return null;
        }

        return keys.Find(KeyPurpose.Capability, BinaryPrimitives.ReadInt32BigEndian(token.AsSpan(VersionOffset))) is { } key
            && CryptographicOperations.FixedTimeEquals(Mac(key, token), token.AsSpan(MacOffset))
            ? (new Guid(token.AsSpan(0, IdLength), bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(token.AsSpan(CounterOffset)))
            : null;
    }

    private static byte[] Mac(Key key, byte[] token) =>
        key.Authenticate("gonogo:capability:v1", token.AsSpan(0, MacOffset))[..(Length - MacOffset)];
}
