using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Audit.Merkle;

namespace GoNoGo.Platform.Audit;

/// <summary>What an entry states, as it stands in the database or in an export: nothing personal, all of it in the leaf.</summary>
internal sealed record LeafFields(
    int Schema,
    long Sequence,
    long AtTicks,
    Guid TransactionId,
    string Actor,
    string Action,
    string ResourceType,
    string ResourceId,
    string Outcome,
    byte[] Commitment)
{
    public static LeafFields From(AuditEntry entry) => new(
        entry.Schema,
        entry.Sequence,
        entry.At.UtcTicks,
        entry.TransactionId,
        entry.Actor.ToString(),
        entry.Action,
        entry.ResourceType,
        entry.ResourceId,
        entry.Outcome,
        entry.Commitment);

    /// <summary>The moment of such ticks; null where somebody wrote a number that is none.</summary>
    public static DateTimeOffset? MomentOf(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}

/// <summary>
/// The one place that says which bytes an entry is in the tree: its fields in a fixed order, each behind its length in four
/// bytes, so that no two entries share them. Another order or field needs another <see cref="AuditEntry.CurrentSchema"/>.
/// </summary>
internal static class LeafEncoding
{
    private const int Fields = 10;
    private const int GuidBytes = 16;
    private const int FixedBytes = sizeof(int) + sizeof(long) + sizeof(long) + GuidBytes;

    /// <summary>The leaf hash of RFC 9162: SHA-256 over 0x00 and the encoding.</summary>
    public static byte[] Hash(LeafFields entry)
    {
        var texts = new[] { entry.Actor, entry.Action, entry.ResourceType, entry.ResourceId, entry.Outcome };
        var length = 1 + (Fields * sizeof(int)) + FixedBytes + texts.Sum(Encoding.UTF8.GetByteCount) + entry.Commitment.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            buffer[0] = MerkleHash.LeafPrefix;
            var rest = buffer.AsSpan(1);
            BinaryPrimitives.WriteInt32BigEndian(Field(ref rest, sizeof(int)), entry.Schema);
            BinaryPrimitives.WriteInt64BigEndian(Field(ref rest, sizeof(long)), entry.Sequence);
            BinaryPrimitives.WriteInt64BigEndian(Field(ref rest, sizeof(long)), entry.AtTicks);
            entry.TransactionId.TryWriteBytes(Field(ref rest, GuidBytes), bigEndian: true, out _);
            foreach (var text in texts)
            {
                Encoding.UTF8.GetBytes(text, Field(ref rest, Encoding.UTF8.GetByteCount(text)));
            }

            entry.Commitment.CopyTo(Field(ref rest, entry.Commitment.Length));
            return SHA256.HashData(buffer.AsSpan(..^rest.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Span<byte> Field(ref Span<byte> rest, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        var field = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return field;
    }
}
