using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Results;

namespace GoNoGo.Platform.Audit.Export;

/// <summary>Verifies what <see cref="AuditExport"/> wrote, by nothing but the file and the keys that its reader trusts.</summary>
public static class ExportVerifier
{
    private const string OwnKeys = "The file was held against the keys that it names itself; give the key that you trust with --key.";

    /// <summary>Verifies a file as <see cref="AuditVerifier"/> does a database; it may be of any size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pinnedKeys">Verifier keys (C2SP vkey) that alone are trusted; none: those that the file names.</param>
    /// <param name="progress">Learns how much is read, in parts of a thousand.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    /// <returns>What was found, <see cref="VerifierKeyRefused"/> or <see cref="AuditExportRefused"/>.</returns>
    public static async Task<Result<AuditReport>> VerifyAsync(
        string path,
        IReadOnlyList<string> pinnedKeys,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        if (!AuditVerifier.Pinned(pinnedKeys).Succeeded(out var pinned, out var refusal))
        {
            return refusal;
        }

        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var lines = ExportReader.ReadAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await lines.MoveNextAsync();
            var header = lines.Current.Header ?? throw new AuditExportException("has no header");
            var trusted = pinned.All.Count > 0 ? pinned : Named(header);
            return header.Format switch
            {
                ExportHeader.Log => await VerifyLogAsync(lines, header, trusted, pinned.All.Count > 0, new Reading(file, progress)),
                ExportHeader.Proof => await VerifyProofAsync(lines, trusted),
                _ => throw new AuditExportException("is an export of another kind"),
            };
        }
        catch (AuditExportException exception)
        {
            return new AuditExportRefused($"{path} {exception.Message}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new AuditExportRefused($"{path} cannot be read: name a file that gonogo audit export wrote.");
        }
    }

    private static TrustedKeys Named(ExportHeader header) => new([.. header.VerifierKeys.Select(VerifierKey.Parse).OfType<VerifierKey>()]);

    private static async Task<AuditReport> VerifyLogAsync(
        IAsyncEnumerator<ExportLine> lines, ExportHeader header, TrustedKeys trusted, bool isPinned, Reading reading)
    {
        var anchored = new List<AnchoredNote>();
        var isBehind = false;
        while (await lines.MoveNextAsync())
        {
            if (lines.Current.Anchor is not { } anchor)
            {
                isBehind = true;
                break;
            }

            anchored.Add(new AnchoredNote(anchor.Name, anchor.Note));
        }

        var check = new TreeCheck(header.Origin, trusted, anchored);
        for (; isBehind; isBehind = await lines.MoveNextAsync())
        {
            Take(lines.Current, check);
            reading.Report();
        }

        return check.Finish(isPinned ? [] : [OwnKeys]);
    }

    private static void Take(ExportLine line, TreeCheck check)
    {
        switch (line)
        {
            case { Entry: { } entry }:
                var record = entry.ToRecord();
                if (record.Position is null)
                {
                    check.Tail(record);
                }
                else
                {
                    check.Leaf(record);
                }

                break;
            case { Checkpoint: { } checkpoint }:
                check.Checkpoint(checkpoint.Size, root: null, checkpoint.Note);
                break;
            default:
                throw new AuditExportException("has a line that belongs elsewhere");
        }
    }

    private static async Task<AuditReport> VerifyProofAsync(IAsyncEnumerator<ExportLine> lines, TrustedKeys trusted)
    {
        var parts = new List<ExportLine>();
        while (await lines.MoveNextAsync())
        {
            parts.Add(parts.Count < 3 ? lines.Current : throw new AuditExportException("has a line that belongs elsewhere"));
        }

        return parts is [{ Entry: { } entry }, { Checkpoint: { } checkpoint }, { Proof: { } proof }]
            ? ProofCheck.Verify(entry.ToRecord(), checkpoint.Note, proof, trusted)
            : throw new AuditExportException("lacks a part of its proof");
    }

    /// <summary>How far a file is read, reported at each thousandth.</summary>
    private sealed class Reading(FileStream file, IProgress<(int Done, int Total)>? progress)
    {
        private const int Parts = 1000;
        private int reported = -1;

        public void Report()
        {
            var done = (int)(file.Position * Parts / Math.Max(file.Length, 1));
            if (done != reported)
            {
                reported = done;
                progress?.Report((done, Parts));
            }
        }
    }
}

/// <summary>A file cannot be taken for an export: it is something else, or was cut short.</summary>
/// <param name="Message">One sentence that names the file.</param>
public sealed record AuditExportRefused(string Message) : Error("audit_export_refused", Message);
