using System.Security.Cryptography;

namespace GoNoGo.Platform.Audit.Merkle;

/// <summary>
/// A tree as far as its root needs it: the roots of its perfect subtrees, the largest first. Leaves stream through; at any size
/// it holds at most one hash for each bit of that size.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<byte[]> subtrees;

    public CompactRange()
        : this(0, [])
    {
    }

    /// <summary>Goes on where a tree of this size stood.</summary>
    /// <param name="size">Its leaves.</param>
    /// <param name="subtrees">The roots of the subtrees that <see cref="SubtreesOf"/> names, in that order.</param>
    public CompactRange(long size, IEnumerable<byte[]> subtrees)
    {
        Size = size;
        this.subtrees = [.. subtrees];
        ArgumentOutOfRangeException.ThrowIfNotEqual(this.subtrees.Count, SubtreesOf(size).Count(), nameof(subtrees));
    }

    public long Size { get; private set; }

    /// <summary>The root of the largest perfect subtree that ends with the last leaf.</summary>
    public byte[] LastSubtree => subtrees[^1];

    /// <summary>The positions of the last leaves of the perfect subtrees that a tree of this size is made of.</summary>
    public static IEnumerable<long> SubtreesOf(long size)
    {
        var end = 0L;
        for (var bit = 62; bit >= 0; bit--)
        {
            if ((size & (1L << bit)) != 0)
            {
                end += 1L << bit;
                yield return end - 1;
            }
        }
    }

    public void Append(byte[] leafHash)
    {
        subtrees.Add(leafHash);
        for (var rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            subtrees[^2] = MerkleHash.Node(subtrees[^2], subtrees[^1]);
            subtrees.RemoveAt(subtrees.Count - 1);
        }

        Size++;
    }

    /// <summary>The root; of the empty tree the hash of nothing, as RFC 9162 has it.</summary>
    public byte[] Root()
    {
        if (Size == 0)
        {
            return SHA256.HashData([]);
        }

        var root = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(subtrees[i], root);
        }

        return root;
    }
}
