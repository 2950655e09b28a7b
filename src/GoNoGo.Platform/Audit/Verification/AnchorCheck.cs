using GoNoGo.Platform.Audit.Notes;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>A checkpoint that lies outside.</summary>
internal sealed record AnchoredNote(string Anchor, string Note);

/// <summary>Holds the tree against what lies outside: the one thing that whoever owns the database cannot rewrite.</summary>
internal sealed class AnchorCheck
{
    private readonly Dictionary<long, List<(string Anchor, byte[] Root)>> roots = [];
    private readonly List<AnchorReport> reports = [];
    private readonly List<string> notices = [];
    private readonly Findings findings;
    private long agreed;

    public AnchorCheck(IEnumerable<AnchoredNote> anchored, string? origin, TrustedKeys keys, Findings findings)
    {
        this.findings = findings;
        foreach (var anchor in anchored.GroupBy(note => note.Anchor, StringComparer.Ordinal))
        {
            var sizes = anchor.Select(note => Take(note, origin, keys)).OfType<long>().Distinct().ToList();
            reports.Add(new AnchorReport(anchor.Key, sizes.Count, sizes.DefaultIfEmpty().Max()));
        }
    }

    public IReadOnlyList<AnchorReport> Reports => reports;

    public IReadOnlyList<string> Notices => [.. notices.Distinct(StringComparer.Ordinal)];

    /// <summary>Compares the tree at one size.</summary>
    public void Compare(long size, Func<byte[]> root)
    {
        if (!roots.Remove(size, out var anchored))
        {
            return;
        }

        var computed = root();
        if (anchored.Find(candidate => !candidate.Root.AsSpan().SequenceEqual(computed)) is { Anchor: { } anchor })
        {
            findings.AddRange(
                AuditFindingKind.Forked, agreed, size - 1, $"this is another history than the one anchored in {anchor} at size {size}");
        }

        agreed = size;
    }

    /// <summary>Reports what lies outside and is larger than the tree.</summary>
    public void Finish(long size, long largestKnown)
    {
        foreach (var beyond in roots.Where(anchored => anchored.Key > largestKnown).OrderBy(anchored => anchored.Key).TakeLast(1))
        {
            findings.AddRange(
                AuditFindingKind.RolledBack,
                size,
                beyond.Key - 1,
                $"gone; {beyond.Value[0].Anchor} holds a checkpoint of size {beyond.Key}, so this is an older copy or was cut");
        }
    }

    private long? Take(AnchoredNote note, string? origin, TrustedKeys keys)
    {
        if (SignedCheckpoint.Parse(note.Note) is not { } checkpoint)
        {
            notices.Add($"A piece of {note.Anchor} is no checkpoint.");
            return null;
        }

        if (origin is not null && checkpoint.Statement.Origin != origin)
        {
            notices.Add($"{note.Anchor} also holds checkpoints of another log.");
            return null;
        }

        var size = checkpoint.Statement.Size;
        if (keys.Fault(checkpoint.Note) is { } fault)
        {
            findings.AddCheckpoint(fault, size, note.Anchor, SignatureFault.Of(fault));
            return null;
        }

        if (!roots.TryGetValue(size, out var anchored))
        {
            roots.Add(size, anchored = []);
        }

        anchored.Add((note.Anchor, checkpoint.Statement.Root));
        return size;
    }
}

/// <summary>Says what is wrong with the signature of a checkpoint.</summary>
internal static class SignatureFault
{
    public static string Of(AuditFindingKind fault) => fault is AuditFindingKind.KeySwapped
        ? "is not signed with a trusted key"
        : "does not hold what was signed";
}
