using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Testing;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>Trees and proofs by RFC 9162, held against the vectors of another implementation and against its plain definition.</summary>
public sealed class MerkleProofTests
{
    private const int Sizes = 40;

    [Fact]
    public void Every_inclusion_vector_is_decided_rightly() => Assert.Equal((98, 0), Decide("inclusion", vector =>
        MerkleProof.ProvesInclusion(
            Number(vector, "leafIdx"), Number(vector, "treeSize"), Hash(vector, "leafHash"), Hash(vector, "root"), Proof(vector))));

    [Fact]
    public void Every_consistency_vector_is_decided_rightly() => Assert.Equal((98, 0), Decide("consistency", vector =>
        MerkleProof.ProvesConsistency(
            Number(vector, "size1"), Number(vector, "size2"), Hash(vector, "root1"), Hash(vector, "root2"), Proof(vector))));

    [Fact]
    public void A_tree_that_grows_leaf_by_leaf_has_the_root_of_its_definition_at_every_size()
    {
        var tree = new CompactRange();
        Assert.Equal(SHA256.HashData([]), tree.Root());
        for (var size = 1; size <= Sizes; size++)
        {
            tree.Append(Leaf(size - 1));
            Assert.Equal(Root(0, size), tree.Root());
        }
    }

    [Fact]
    public void A_tree_goes_on_from_the_subtrees_that_its_leaves_remember()
    {
        var whole = new CompactRange();
        var remembered = new List<byte[]>();
        for (var size = 1; size <= Sizes; size++)
        {
            whole.Append(Leaf(size - 1));
            remembered.Add(whole.LastSubtree);
            var restored = new CompactRange(size, CompactRange.SubtreesOf(size).Select(position => remembered[(int)position]));
            Assert.Equal(whole.Root(), restored.Root());
        }
    }

    [Fact]
    public void A_proof_of_inclusion_holds_for_its_leaf_and_for_no_other()
    {
        foreach (var (index, size) in from size in Enumerable.Range(1, Sizes) from index in Enumerable.Range(0, size) select (index, size))
        {
            var proof = MerkleProof.Inclusion(index, size).Select(Root).ToList();

            Assert.True(MerkleProof.ProvesInclusion(index, size, Leaf(index), Root(0, size), proof));
            Assert.False(MerkleProof.ProvesInclusion(index, size, Leaf(index + 1), Root(0, size), proof));
            Assert.False(MerkleProof.ProvesInclusion(index, size, Leaf(index), Root(1, size + 1), proof));
        }
    }

    [Fact]
    public void A_proof_of_consistency_holds_for_its_trees_and_for_no_other()
    {
        var pairs = from second in Enumerable.Range(1, Sizes) from first in Enumerable.Range(1, second) select (first, second);
        foreach (var (first, second) in pairs)
        {
            var proof = MerkleProof.Consistency(first, second).Select(Root).ToList();

            Assert.True(MerkleProof.ProvesConsistency(first, second, Root(0, first), Root(0, second), proof));
            Assert.False(MerkleProof.ProvesConsistency(first, second, Root(1, first + 1), Root(0, second), proof));
            Assert.False(MerkleProof.ProvesConsistency(first, second, Root(0, first), Root(1, second + 1), proof));
        }
    }

    private static (int Decided, int Wrong) Decide(string kind, Func<JsonElement, bool> isProven)
    {
        var vectors = Directory
            .EnumerateFiles(Corpora.Find($"merkle-proofs/testdata/{kind}"), "*.json", SearchOption.AllDirectories)
            .Select(file => JsonElement.Parse(File.ReadAllBytes(file)))
            .ToList();
        return (vectors.Count, vectors.Count(vector => isProven(vector) == vector.GetProperty("wantErr").GetBoolean()));
    }

    // Sizes beyond what a long holds come out negative, which no tree has.
    private static long Number(JsonElement vector, string name) => unchecked((long)vector.GetProperty(name).GetUInt64());

    private static byte[] Hash(JsonElement vector, string name) => vector.GetProperty(name).GetBytesFromBase64();

    private static List<byte[]> Proof(JsonElement vector) => vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(hash => hash.GetBytesFromBase64())]
        : [];

    private static byte[] Leaf(int index) => SHA256.HashData([MerkleHash.LeafPrefix, (byte)index]);

    private static byte[] Root(LeafRange range) => Root((int)range.Start, (int)range.End);

    // The definition of RFC 9162 section 2.1.1, word for word.
    private static byte[] Root(int start, int end)
    {
        if (end - start == 1)
        {
            return Leaf(start);
        }

        var half = 1;
        while (half * 2 < end - start)
        {
            half *= 2;
        }

        return SHA256.HashData([0x01, .. Root(start, start + half), .. Root(start + half, end)]);
    }
}
