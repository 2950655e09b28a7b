using System.Globalization;
using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Verification;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>Verifies that one entry is in the tree of a signed checkpoint, and that this tree grew out of an anchored one.</summary>
internal static class ProofCheck
{
    public static AuditReport Verify(AuditRecord record, string note, ExportProof proof, TrustedKeys trusted)
    {
        var findings = new Findings();
        var checkpoint = Signed(note, proof.Size, trusted, findings);
        if (checkpoint is not null)
        {
            CheckEntry(record, checkpoint, proof, findings);
            CheckAnchored(checkpoint, proof, trusted, findings);
        }

        var proven = string.Create(
            CultureInfo.InvariantCulture, $"Entry {record.Sequence} is at index {proof.Index} of a tree of {proof.Size}.");
        return new AuditReport(
            proof.Size,
            Checkpoints: 1,
            Unsealed: 0,
            OldestUnsealedAt: null,
            Anchors: [],
            [.. trusted.All.Select(key => key.ToString())],
            findings.All,
            findings.Count,
            findings.Count == 0 ? [proven] : []);
    }

    private static SignedCheckpoint? Signed(string note, long size, TrustedKeys trusted, Findings findings)
    {
        if (SignedCheckpoint.Parse(note) is not { } checkpoint)
        {
            findings.AddCheckpoint(AuditFindingKind.Edited, size, "the proof", "cannot be read");
            return null;
        }

        if (trusted.Fault(checkpoint.Note) is { } fault)
        {
            findings.AddCheckpoint(fault, size, "the proof", SignatureFault.Of(fault));
            return null;
        }

        return checkpoint;
    }

    private static void CheckEntry(AuditRecord record, SignedCheckpoint checkpoint, ExportProof proof, Findings findings)
    {
        var hash = record.Fields is { } fields ? LeafEncoding.Hash(fields) : [];
        if (proof.Size != checkpoint.Statement.Size
            || proof.Index != record.Position
            || record.Fields?.Sequence != record.Sequence
            || !MerkleProof.ProvesInclusion(proof.Index, proof.Size, hash, checkpoint.Statement.Root, proof.Hashes))
        {
            findings.AddEntry(AuditFindingKind.Edited, record, "is not what was sealed there");
        }

        var isCommitted = record.Content is null
            || AuditTrail.Commit(record.Salt, record.Content).AsSpan().SequenceEqual(record.Fields?.Commitment);
        if (!isCommitted)
        {
            findings.AddEntry(AuditFindingKind.Edited, record, "has other details than it was written with");
        }
    }

    private static void CheckAnchored(SignedCheckpoint checkpoint, ExportProof proof, TrustedKeys trusted, Findings findings)
    {
        if (proof.AnchoredNote is not { } note)
        {
            return;
        }

        var anchored = Signed(note, proof.Size, trusted, findings)?.Statement;
        if (anchored is not null
            && !MerkleProof.ProvesConsistency(
                anchored.Size, checkpoint.Statement.Size, anchored.Root, checkpoint.Statement.Root, proof.Consistency ?? []))
        {
            findings.AddCheckpoint(AuditFindingKind.Forked, checkpoint.Statement.Size, "the proof", "did not grow out of the anchored one");
        }
    }
}
