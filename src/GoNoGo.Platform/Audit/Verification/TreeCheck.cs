using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>
/// Verifies an audit trail as it streams by: leaves by position with the checkpoints between them, then what is not sealed.
/// It remembers a bit for each erased payload and a hash for each bit of the size, so a long trail takes no more memory.
/// </summary>
internal sealed class TreeCheck
{
    private readonly CompactRange tree = new();
    private readonly SequenceSet missingPayloads = new();
    private readonly Mismatches mismatches = new();
    private readonly TrustedKeys keys;
    private readonly string? origin;
    private readonly AnchorCheck anchors;

    private long next;
    private long agreed;
    private long largestCheckpoint;
    private long checkpoints;
    private long unsealed;
    private long? oldestUnsealed;
    private long lastSequence = long.MinValue;
    private long? descent;
    private bool isTreeKnown = true;

    public TreeCheck(string? origin, TrustedKeys keys, IEnumerable<AnchoredNote> anchored)
    {
        (this.keys, this.origin) = (keys, origin);
        anchors = new AnchorCheck(anchored, origin, keys, Findings);
    }

    public Findings Findings { get; } = new();

    /// <summary>The next leaf by position.</summary>
    public void Leaf(AuditRecord record)
    {
        var position = record.Position ?? throw new ArgumentException("A leaf has a position.", nameof(record));
        CompareAnchors();
        if (position != next)
        {
            ReportGap(position);
        }

        next = position + 1;
        CheckEntry(record);
        if (record.Sequence < lastSequence)
        {
            // Every batch goes in by rising sequence and ends with a checkpoint: only between two may one be lower.
            descent ??= position;
        }

        lastSequence = record.Sequence;
        isTreeKnown &= record.LeafHash.Length == MerkleHash.Length;
        if (isTreeKnown)
        {
            tree.Append(record.LeafHash);
        }
    }

    /// <summary>A stored checkpoint, once the leaves that it covers went by, or all that there are.</summary>
    public void Checkpoint(long size, byte[]? root, string note)
    {
        checkpoints++;
        largestCheckpoint = Math.Max(largestCheckpoint, size);
        var place = root is null ? "the export" : "the database";
        if (SignedCheckpoint.Parse(note) is not { } checkpoint)
        {
            Findings.AddCheckpoint(AuditFindingKind.Edited, size, place, "cannot be read");
        }
        else if (keys.Fault(checkpoint.Note) is { } fault)
        {
            Findings.AddCheckpoint(fault, size, place, SignatureFault.Of(fault));
        }
        else if (checkpoint.Statement.Size != size || root?.AsSpan().SequenceEqual(checkpoint.Statement.Root) is false)
        {
            Findings.AddCheckpoint(AuditFindingKind.Edited, size, place, "stands beside another size or root than it states");
        }
        else if (checkpoint.Statement.Origin != origin)
        {
            Findings.AddCheckpoint(AuditFindingKind.Forked, size, place, "belongs to another log");
        }
        else
        {
            CompareRoot(checkpoint.Statement);
        }

        (lastSequence, descent) = (long.MinValue, null);
    }

    /// <summary>An entry that is not sealed, by rising sequence, after all leaves.</summary>
    public void Tail(AuditRecord record)
    {
        unsealed++;
        CheckEntry(record);
        if (record.Fields is { } fields)
        {
            oldestUnsealed = Math.Min(oldestUnsealed ?? long.MaxValue, fields.AtTicks);
        }
    }

    /// <summary>The report, after everything went by.</summary>
    public AuditReport Finish(IEnumerable<string> notices)
    {
        CompareAnchors();
        mismatches.Report(Findings);
        if (largestCheckpoint > next)
        {
            Findings.AddRange(
                AuditFindingKind.Truncated, next, largestCheckpoint - 1, $"gone; there is a checkpoint of size {largestCheckpoint}");
        }
        else if (largestCheckpoint < next)
        {
            Findings.AddRange(AuditFindingKind.Truncated, largestCheckpoint, next - 1, "the checkpoint that was written with them is gone");
        }

        anchors.Finish(next, Math.Max(largestCheckpoint, next));
        if (missingPayloads.Lowest is { } lowest)
        {
            var others = missingPayloads.Count - 1;
            Findings.AddSequence(
                AuditFindingKind.Missing,
                lowest,
                $"lost its details, and no entry says that they were erased{(others == 0 ? "" : $"; so did {others} more")}");
        }

        return new AuditReport(
            next,
            checkpoints,
            unsealed,
            oldestUnsealed is { } ticks ? LeafFields.MomentOf(ticks) : null,
            anchors.Reports,
            [.. keys.All.Select(key => key.ToString())],
            Findings.All,
            Findings.Count,
            [.. anchors.Notices, .. notices]);
    }

    // After the stored checkpoint of the same size: where that one tells of a change, the anchor says nothing new.
    private void CompareAnchors()
    {
        if (isTreeKnown)
        {
            anchors.Compare(tree.Size, tree.Root);
        }
    }

    private void ReportGap(long position)
    {
        isTreeKnown = false;
        if (position > next)
        {
            Findings.AddRange(AuditFindingKind.Missing, next, position - 1, "the leaf is gone");
        }
        else
        {
            Findings.AddRange(AuditFindingKind.Reordered, position, position, "stands where another index belongs");
        }
    }

    private void CheckEntry(AuditRecord record)
    {
        if (record.IsUnreadable)
        {
            Findings.AddEntry(AuditFindingKind.Edited, record, "holds what no entry can hold");
        }
        else if (record.Fields is not { } fields)
        {
            Findings.AddEntry(AuditFindingKind.Missing, record, "is gone; only its leaf is left");
        }
        else if (record.Position is not null && !LeafEncoding.Hash(fields).AsSpan().SequenceEqual(record.LeafHash))
        {
            mismatches.Add(record, Findings);
        }
        else
        {
            CheckPayload(record, fields);
            NoteErasure(fields);
        }
    }

    private void CheckPayload(AuditRecord record, LeafFields fields)
    {
        if (record.Content is null)
        {
            if (fields.Commitment.Length > 0 && fields.Sequence >= 0)
            {
                missingPayloads.Add(fields.Sequence);
            }
        }
        else if (!AuditTrail.Commit(record.Salt, record.Content).AsSpan().SequenceEqual(fields.Commitment))
        {
            Findings.AddEntry(AuditFindingKind.Edited, record, "has other details than it was written with");
        }
    }

    private void NoteErasure(LeafFields fields)
    {
        if (fields.Action == AuditTrail.PayloadsErased)
        {
            foreach (var (first, last) in ErasedRanges.Parse(fields.ResourceId))
            {
                missingPayloads.Remove(first, last);
            }
        }
    }

    private void CompareRoot(Checkpoint checkpoint)
    {
        if (!isTreeKnown || tree.Size != checkpoint.Size)
        {
            return;
        }

        if (tree.Root().AsSpan().SequenceEqual(checkpoint.Root))
        {
            agreed = checkpoint.Size;
            return;
        }

        // From here on no root can agree: what is wrong is between the last that did and this one.
        isTreeKnown = false;
        if (descent is { } place)
        {
            Findings.AddRange(AuditFindingKind.Reordered, place, place, "stands where another index was sealed");
        }
        else if (!Findings.HasAnyBetween(agreed, checkpoint.Size - 1) && !mismatches.HasAnyBetween(agreed, checkpoint.Size - 1))
        {
            Findings.AddRange(
                AuditFindingKind.Edited, agreed, checkpoint.Size - 1, "at least one entry and its leaf were replaced together");
        }
    }
}
