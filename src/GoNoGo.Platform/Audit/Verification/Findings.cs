using System.Globalization;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>Collects what is wrong, with one sentence for each, and keeps the first hundred.</summary>
internal sealed class Findings
{
    private const int Kept = 100;

    private readonly List<AuditFinding> kept = [];

    public long Count { get; private set; }

    public IReadOnlyList<AuditFinding> All =>
        [.. kept.OrderBy(finding => finding.FirstIndex ?? long.MaxValue).ThenBy(finding => finding.Sequence ?? long.MaxValue)];

    public bool HasAnyBetween(long first, long last) => kept.Exists(finding => finding.FirstIndex >= first && finding.FirstIndex <= last);

    public bool Has(AuditFindingKind kind) => kept.Exists(finding => finding.Kind == kind);

    /// <summary>Something about one entry.</summary>
    public void AddEntry(AuditFindingKind kind, AuditRecord record, string what) => Add(new AuditFinding(
        kind,
        record.Position,
        null,
        record.Sequence,
        record.Position is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"Index {position} (entry {record.Sequence}) {what}.")
            : string.Create(CultureInfo.InvariantCulture, $"Entry {record.Sequence}, not sealed yet, {what}.")));

    /// <summary>Something about a run of indexes.</summary>
    public void AddRange(AuditFindingKind kind, long first, long? last, string what) => Add(new AuditFinding(
        kind,
        first,
        last == first ? null : last,
        null,
        last is null || last == first
            ? string.Create(CultureInfo.InvariantCulture, $"Index {first}{(last is null ? " on" : "")}: {what}.")
            : string.Create(CultureInfo.InvariantCulture, $"From index {first} to {last}: {what}.")));

    /// <summary>Something about a checkpoint of a size.</summary>
    public void AddCheckpoint(AuditFindingKind kind, long size, string place, string what) => Add(new AuditFinding(
        kind,
        Math.Max(size - 1, 0),
        null,
        null,
        string.Create(CultureInfo.InvariantCulture, $"The checkpoint of size {size} in {place} {what}.")));

    public void AddSequence(AuditFindingKind kind, long sequence, string what) =>
        Add(new AuditFinding(kind, null, null, sequence, string.Create(CultureInfo.InvariantCulture, $"Entry {sequence} {what}.")));

    private void Add(AuditFinding finding)
    {
        Count++;
        if (kept.Count < Kept)
        {
            kept.Add(finding);
        }
    }
}
