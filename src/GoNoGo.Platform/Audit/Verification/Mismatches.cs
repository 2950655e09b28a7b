using GoNoGo.Platform.Audit.Merkle;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>Entries whose bytes are not those of their leaf: edited, or each in the other's place.</summary>
internal sealed class Mismatches
{
    private const int Compared = 100;

    private readonly List<AuditRecord> records = [];

    public bool HasAnyBetween(long first, long last) => records.Exists(record => record.Position >= first && record.Position <= last);

    public void Add(AuditRecord record, Findings findings)
    {
        if (records.Count < Compared)
        {
            records.Add(record);
        }
        else
        {
            Report(AuditFindingKind.Edited, record, findings);
        }
    }

    /// <summary>Reports them once all are known.</summary>
    public void Report(Findings findings)
    {
        foreach (var record in records)
        {
            var isElsewhere = records.Exists(other => !ReferenceEquals(other, record) && IsMadeFrom(record.LeafHash, record, other));
            Report(isElsewhere ? AuditFindingKind.Reordered : AuditFindingKind.Edited, record, findings);
        }
    }

    private static bool IsMadeFrom(byte[] leafHash, AuditRecord record, AuditRecord other) =>
        leafHash.Length == MerkleHash.Length
        && other.Fields is { } fields
        && (LeafEncoding.Hash(fields).AsSpan().SequenceEqual(leafHash)
            || LeafEncoding.Hash(fields with { Sequence = record.Sequence }).AsSpan().SequenceEqual(leafHash));

    private static void Report(AuditFindingKind kind, AuditRecord record, Findings findings) => findings.AddEntry(
        kind, record, kind is AuditFindingKind.Reordered ? "holds what was sealed at another index" : "is not what was sealed");
}
