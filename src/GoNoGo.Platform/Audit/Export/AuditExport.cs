using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>
/// Writes the audit trail, or one entry of it with its proof, into a file that <see cref="ExportVerifier"/> verifies without a
/// database. The details of entries, which may be personal, are in it: it is made for an auditor.
/// </summary>
/// <param name="data">The database.</param>
/// <param name="keys">The signing keys of this installation, whose public halves go with the file.</param>
/// <param name="subjectKeys">Open the details that are about somebody.</param>
/// <param name="origin">The log's name before its first checkpoint.</param>
/// <param name="anchors">The places outside, whose checkpoints go with the file.</param>
/// <param name="clock">Dates the file.</param>
public sealed class AuditExport(
    DataContext data, KeyRing keys, SubjectKeys subjectKeys, AuditOrigin origin, IEnumerable<IAuditAnchor> anchors, TimeProvider clock)
{
    /// <summary>Writes all of it, sealed or not.</summary>
    /// <param name="target">Where to, as JSON Lines.</param>
    /// <param name="progress">Learns how many leaves are done.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What could not be put in, such as an anchor that does not answer.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(
        Stream target, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var writer = new ExportWriter(target);
        await writer.WriteAsync(await HeaderAsync(ExportHeader.Log, cancellationToken), cancellationToken);
        var outside = await new AnchorReading(anchors, data, clock).ReadAsync(cancellationToken);
        foreach (var note in outside.Notes)
        {
            await writer.WriteAsync(new ExportLine { Anchor = new ExportAnchor(note.Anchor, note.Note) }, cancellationToken);
        }

        var reader = new AuditReader(data, subjectKeys);
        var bounds = await reader.BoundsAsync(cancellationToken);
        var done = 0;
        await foreach (var page in reader.PagesAsync(bounds, cancellationToken))
        {
            var lines = new List<ExportLine>();
            page.Walk(record => lines.Add(LineOf(record)), checkpoint => lines.Add(LineOf(checkpoint)));
            foreach (var line in lines)
            {
                await writer.WriteAsync(line, cancellationToken);
            }

            done += page.Leaves.Count;
            progress?.Report((done, (int)Math.Min(bounds.Leaves, int.MaxValue)));
        }

        await foreach (var record in reader.TailAsync(bounds.Leaves, cancellationToken))
        {
            await writer.WriteAsync(LineOf(record), cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
        return outside.Notices;
    }

    /// <summary>Writes one entry and the proof that it is in the tree of the newest checkpoint.</summary>
    /// <param name="sequence">The entry.</param>
    /// <param name="target">Where to, as JSON Lines; nothing is written where this is refused.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The entry's index in the tree, or <see cref="AuditEntryNotSealed"/>.</returns>
    public async Task<Result<ProvenEntry>> WriteEntryAsync(long sequence, Stream target, CancellationToken cancellationToken)
    {
        var checkpoint = await data.Set<AuditCheckpoint>().AsNoTracking()
            .OrderByDescending(candidate => candidate.Size).FirstOrDefaultAsync(cancellationToken);
        var index = await data.Set<AuditLeaf>()
            .Where(leaf => leaf.Sequence == sequence).Select(leaf => (long?)leaf.Position).FirstOrDefaultAsync(cancellationToken);
        if (checkpoint is null || index is not { } position || position >= checkpoint.Size)
        {
            return new AuditEntryNotSealed();
        }

        var record = await new AuditReader(data, subjectKeys).LeafAsync(position, cancellationToken);
        var anchored = await AnchoredBeforeAsync(checkpoint.Size, cancellationToken);
        var proof = new ExportProof(
            position,
            checkpoint.Size,
            await RootsAsync(MerkleProof.Inclusion(position, checkpoint.Size), cancellationToken),
            anchored?.Note,
            anchored is null ? null : await RootsAsync(MerkleProof.Consistency(anchored.Size, checkpoint.Size), cancellationToken));

        var writer = new ExportWriter(target);
        await writer.WriteAsync(await HeaderAsync(ExportHeader.Proof, cancellationToken), cancellationToken);
        await writer.WriteAsync(LineOf(record), cancellationToken);
        await writer.WriteAsync(LineOf(checkpoint), cancellationToken);
        await writer.WriteAsync(new ExportLine { Proof = proof }, cancellationToken);
        await writer.EndAsync(cancellationToken);
        return new ProvenEntry(position, checkpoint.Size);
    }

    private async Task<ExportLine> HeaderAsync(string format, CancellationToken cancellationToken)
    {
        var name = await AuditVerifier.OriginAsync(data, origin, cancellationToken);
        var verifierKeys = keys.All(KeyPurpose.AuditSigning).Select(key => new VerifierKey(name, key.VerifyingKey()).ToString());
        return new ExportLine
        {
            Header = new ExportHeader(format, ExportHeader.CurrentVersion, name, clock.GetUtcNow(), [.. verifierKeys]),
        };
    }

    private static ExportLine LineOf(AuditRecord record) => new() { Entry = ExportEntry.From(record) };

    private static ExportLine LineOf(AuditCheckpoint checkpoint) =>
        new() { Checkpoint = new ExportCheckpoint(checkpoint.Size, checkpoint.Note) };

    private Task<AuditCheckpoint?> AnchoredBeforeAsync(long size, CancellationToken cancellationToken)
    {
        var delivered = data.Set<AnchorAttempt>()
            .Where(attempt => attempt.Outcome == nameof(OutboundOutcome.Delivered)).Select(attempt => attempt.Size);
        return data.Set<AuditCheckpoint>().AsNoTracking()
            .Where(checkpoint => checkpoint.Size < size && delivered.Contains(checkpoint.Size))
            .OrderByDescending(checkpoint => checkpoint.Size)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The roots of subtrees; together they are at most all leaves, which stream through.</summary>
    private async Task<IReadOnlyList<byte[]>> RootsAsync(IReadOnlyList<LeafRange> ranges, CancellationToken cancellationToken)
    {
        var roots = new List<byte[]>();
        foreach (var range in ranges)
        {
            var tree = new CompactRange();
            var hashes = data.Set<AuditLeaf>()
                .Where(leaf => leaf.Position >= range.Start && leaf.Position < range.End)
                .OrderBy(leaf => leaf.Position)
                .Select(leaf => leaf.Hash);
            await foreach (var hash in hashes.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                tree.Append(hash);
            }

            roots.Add(tree.Root());
        }

        return roots;
    }
}

/// <summary>An entry that a proof was written of.</summary>
/// <param name="Index">Its position in the tree, from 0.</param>
/// <param name="Size">The size of the tree that it was proven to be in.</param>
public sealed record ProvenEntry(long Index, long Size);

/// <summary>There is no such entry in the tree.</summary>
public sealed record AuditEntryNotSealed()
    : Error("audit_entry_not_sealed", "The audit trail has no sealed entry of this sequence; entries are sealed within a minute.");
