namespace GoNoGo.Platform.Audit.Verification;

/// <summary>What the verification of an audit trail found.</summary>
/// <param name="Size">Leaves of the tree.</param>
/// <param name="Checkpoints">Signed checkpoints that were compared.</param>
/// <param name="Unsealed">Entries that are not in the tree yet: reported, and no problem.</param>
/// <param name="OldestUnsealedAt">When the oldest of them was written, UTC; null where none waits.</param>
/// <param name="Anchors">What was found outside.</param>
/// <param name="VerifierKeys">The keys that checkpoints were held against, for an auditor to pin (C2SP vkey).</param>
/// <param name="Findings">What is wrong, the first index first; at most a hundred.</param>
/// <param name="FindingCount">How many there are in all.</param>
/// <param name="Notices">What is worth knowing and no proof of tampering.</param>
public sealed record AuditReport(
    long Size,
    long Checkpoints,
    long Unsealed,
    DateTimeOffset? OldestUnsealedAt,
    IReadOnlyList<AnchorReport> Anchors,
    IReadOnlyList<string> VerifierKeys,
    IReadOnlyList<AuditFinding> Findings,
    long FindingCount,
    IReadOnlyList<string> Notices)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => FindingCount == 0;
}

/// <summary>What was found at one place outside.</summary>
/// <param name="Name">The anchor's name.</param>
/// <param name="Checkpoints">Checkpoints of this log that lie there.</param>
/// <param name="LargestSize">The size of the largest; 0 where there is none.</param>
public sealed record AnchorReport(string Name, int Checkpoints, long LargestSize);

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="FirstIndex">The first position in the tree, from 0, that it concerns; null where it has none.</param>
/// <param name="LastIndex">The last; null where it is not known or the same.</param>
/// <param name="Sequence">The entry, where one can be named.</param>
/// <param name="Message">One sentence.</param>
public sealed record AuditFinding(AuditFindingKind Kind, long? FirstIndex, long? LastIndex, long? Sequence, string Message);

/// <summary>What was done to an audit trail.</summary>
public enum AuditFindingKind
{
    /// <summary>An entry, its details, its leaf or a checkpoint is not what it was.</summary>
    Edited,

    /// <summary>An entry or its leaf is gone, or details are that nobody entered as erased.</summary>
    Missing,

    /// <summary>Entries changed places.</summary>
    Reordered,

    /// <summary>The end is gone, though a checkpoint in the database or in the export covers it.</summary>
    Truncated,

    /// <summary>The tree grew out of another one than that of an anchor.</summary>
    Forked,

    /// <summary>A checkpoint is not signed with a trusted key.</summary>
    KeySwapped,

    /// <summary>The whole is earlier than an anchor: an older copy of the database, or one that was cut.</summary>
    RolledBack,
}
