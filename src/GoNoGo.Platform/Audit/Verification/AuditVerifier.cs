using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>
/// Verifies the audit trail of this database: that every leaf is its entry's, that the tree has the root of every checkpoint,
/// in the database and outside, and that no details are gone but those that were entered as erased. Changes nothing but the note of when it
/// ran, and may run beside a server.
/// </summary>
/// <param name="data">The database.</param>
/// <param name="keys">The signing keys of this installation.</param>
/// <param name="subjectKeys">Open the details that are about somebody.</param>
/// <param name="origin">The log's name before its first checkpoint.</param>
/// <param name="anchors">The places outside.</param>
/// <param name="last">Is told how it ended.</param>
/// <param name="clock">Limits how long they may take.</param>
public sealed class AuditVerifier(
    DataContext data,
    KeyRing keys,
    SubjectKeys subjectKeys,
    AuditOrigin origin,
    IEnumerable<IAuditAnchor> anchors,
    LastVerification last,
    TimeProvider clock)
{
    /// <summary>Verifies all of it.</summary>
    /// <param name="pinnedKeys">Verifier keys (C2SP vkey) that alone are trusted; none: those of this installation.</param>
    /// <param name="progress">Learns how many leaves are done.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    /// <returns>What was found, or <see cref="VerifierKeyRefused"/>.</returns>
    public async Task<Result<AuditReport>> VerifyAsync(
        IReadOnlyList<string> pinnedKeys, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var name = await OriginAsync(data, origin, cancellationToken);
        if (!Trusted(pinnedKeys, name).Succeeded(out var trusted, out var refusal))
        {
            return refusal;
        }

        var reading = new AnchorReading(anchors, data, clock);
        var outside = await reading.ReadAsync(cancellationToken);
        var check = new TreeCheck(name, trusted, outside.Notes);
        var reader = new AuditReader(data, subjectKeys);
        var bounds = await reader.BoundsAsync(cancellationToken);
        var done = 0;
        await foreach (var page in reader.PagesAsync(bounds, cancellationToken))
        {
            page.Walk(check.Leaf, checkpoint => check.Checkpoint(checkpoint.Size, checkpoint.Root, checkpoint.Note));
            done += page.Leaves.Count;
            progress?.Report((done, (int)Math.Min(bounds.Leaves, int.MaxValue)));
        }

        await foreach (var record in reader.TailAsync(bounds.Leaves, cancellationToken))
        {
            check.Tail(record);
        }

        var report = check.Finish(outside.Notices);
        last.Write(new VerificationNote(clock.GetUtcNow(), report.Size, report.FindingCount));
        return report with { Notices = [.. report.Notices, .. await reading.LostAsync(report.Anchors, cancellationToken)] };
    }

    /// <summary>The name that the log has had since its first checkpoint.</summary>
    internal static async Task<string> OriginAsync(DataContext data, AuditOrigin origin, CancellationToken cancellationToken)
    {
        var first = await data.Set<AuditCheckpoint>()
            .OrderBy(checkpoint => checkpoint.Size).Select(checkpoint => checkpoint.Note).FirstOrDefaultAsync(cancellationToken);
        return first is not null && SignedCheckpoint.Parse(first) is { } checkpoint ? checkpoint.Statement.Origin : origin.Name;
    }

    /// <summary>The verifier keys that were given.</summary>
    internal static Result<TrustedKeys> Pinned(IReadOnlyList<string> pinnedKeys)
    {
        var parsed = pinnedKeys.Select(VerifierKey.Parse).OfType<VerifierKey>().ToList();
        return parsed.Count == pinnedKeys.Count ? new TrustedKeys(parsed) : new VerifierKeyRefused();
    }

    private Result<TrustedKeys> Trusted(IReadOnlyList<string> pinnedKeys, string name) => pinnedKeys.Count > 0
        ? Pinned(pinnedKeys)
        : new TrustedKeys([.. keys.All(KeyPurpose.AuditSigning).Select(key => new VerifierKey(name, key.VerifyingKey()))]);
}

/// <summary>What was given as a verifier key is none.</summary>
public sealed record VerifierKeyRefused()
    : Error("verifier_key_refused", "A verifier key is written as name+hash+key, as gonogo audit verify prints it.");
