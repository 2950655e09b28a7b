using System.Numerics;
using System.Runtime.InteropServices;

namespace GoNoGo.Platform.Audit.Merkle;

/// <summary>
/// Proofs over a tree by RFC 9162 sections 2.1.3 and 2.1.4. Proofs about the empty tree prove nothing and are refused.
/// </summary>
internal static class MerkleProof
{
    /// <summary>The subtrees whose roots prove that a leaf is in the tree, in the order of the proof.</summary>
    public static IReadOnlyList<LeafRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var ranges = new List<LeafRange>();
        var tree = new LeafRange(0, size);
        while (tree.Count > 1)
        {
            var middle = tree.Middle;
            ranges.Add(index < middle ? tree with { Start = middle } : tree with { End = middle });
            tree = index < middle ? tree with { End = middle } : tree with { Start = middle };
        }

        ranges.Reverse();
        return ranges;
    }

    /// <summary>The subtrees whose roots prove that a tree has grown out of its first leaves, in the order of the proof.</summary>
    public static IReadOnlyList<LeafRange> Consistency(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var ranges = new List<LeafRange>();
        var tree = new LeafRange(0, second);
        while (tree.End != first)
        {
            var middle = tree.Middle;
            ranges.Add(first <= middle ? tree with { Start = middle } : tree with { End = middle });
            tree = first <= middle ? tree with { End = middle } : tree with { Start = middle };
        }

        // A first tree that is one whole subtree is known to who checks; else its last part must be told.
        if (tree.Start > 0)
        {
            ranges.Add(tree);
        }

        ranges.Reverse();
        return ranges;
    }

    public static bool ProvesInclusion(long index, long size, byte[] leafHash, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size || !AreHashes([leafHash, root, .. proof]))
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node, last))
            {
                hash = MerkleHash.Node(sibling, hash);
                (node, last) = Climb(node, last);
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    public static bool ProvesConsistency(long first, long second, byte[] firstRoot, byte[] secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first > 0 && first == second)
        {
            return proof.Count == 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);
        }

        if (first <= 0 || first > second || proof.Count == 0 || !AreHashes([firstRoot, secondRoot, .. proof]))
        {
            return false;
        }

        var shift = BitOperations.TrailingZeroCount(first);
        var (node, last) = ((first - 1) >> shift, (second - 1) >> shift);
        var isWhole = BitOperations.IsPow2(first);
        var (before, after) = isWhole ? (firstRoot, firstRoot) : (proof[0], proof[0]);
        foreach (var sibling in proof.Skip(isWhole ? 0 : 1))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node, last))
            {
                (before, after) = (MerkleHash.Node(sibling, before), MerkleHash.Node(sibling, after));
                (node, last) = Climb(node, last);
            }
            else
            {
                after = MerkleHash.Node(after, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && before.AsSpan().SequenceEqual(firstRoot) && after.AsSpan().SequenceEqual(secondRoot);
    }

    private static bool AreHashes(IEnumerable<byte[]> hashes) => hashes.All(hash => hash.Length == MerkleHash.Length);

    private static bool IsRight(long node, long last) => (node & 1) == 1 || node == last;

    // A last node without a sibling goes up unchanged until it is a right one.
    private static (long Node, long Last) Climb(long node, long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        return (node, last);
    }
}

/// <summary>The leaves from a position to before another.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafRange(long Start, long End)
{
    public long Count => End - Start;

    /// <summary>Where a tree over these leaves divides: after the largest power of two that is smaller than it.</summary>
    public long Middle => Start + (1L << BitOperations.Log2((ulong)Count - 1));
}
