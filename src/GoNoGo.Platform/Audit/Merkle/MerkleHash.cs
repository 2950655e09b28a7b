using System.Security.Cryptography;

namespace GoNoGo.Platform.Audit.Merkle;

/// <summary>The two hashes of a tree by RFC 9162 section 2.1.1: their first byte keeps a leaf from ever passing for a node.</summary>
internal static class MerkleHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the encoding of a leaf must begin with.</summary>
    public const byte LeafPrefix = 0x00;

    private const byte NodePrefix = 0x01;

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + Length + Length];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Length)..]);
        return SHA256.HashData(node);
    }
}
