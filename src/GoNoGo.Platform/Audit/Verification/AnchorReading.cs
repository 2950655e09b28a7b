using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit.Verification;

/// <summary>Fetches what lies outside; a place that does not answer within thirty seconds is a notice and no finding.</summary>
internal sealed class AnchorReading(IEnumerable<IAuditAnchor> anchors, DataContext data, TimeProvider clock)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public async Task<AnchoredNotes> ReadAsync(CancellationToken cancellationToken)
    {
        var (notes, notices) = (new List<AnchoredNote>(), new List<string>());
        foreach (var anchor in anchors.Where(anchor => anchor.IsEnabled))
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeLimit, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
                notes.AddRange((await anchor.ReadAsync(either.Token).WaitAsync(either.Token))
                    .Select(note => new AnchoredNote(anchor.Name, note)));
            }
            catch (AnchorUnavailableException exception)
            {
                notices.Add($"The anchor {anchor.Name} was not compared: {exception.Message}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                notices.Add($"The anchor {anchor.Name} was not compared: it did not answer within {TimeLimit.TotalSeconds:0} seconds.");
            }
        }

        return new AnchoredNotes(notes, notices);
    }

    /// <summary>Says where the ledger knows of a larger checkpoint than a place holds now.</summary>
    public async Task<List<string>> LostAsync(IReadOnlyList<AnchorReport> found, CancellationToken cancellationToken)
    {
        var delivered = await data.Set<AnchorAttempt>()
            .Where(attempt => attempt.Outcome == nameof(OutboundOutcome.Delivered))
            .GroupBy(attempt => attempt.Anchor)
            .Select(attempts => new { Anchor = attempts.Key, Size = attempts.Max(attempt => attempt.Size) })
            .ToListAsync(cancellationToken);
        return
        [
            .. from attempt in delivered
               let size = found.FirstOrDefault(anchor => anchor.Name == attempt.Anchor)?.LargestSize ?? 0
               where size < attempt.Size
               select string.Create(
                   CultureInfo.InvariantCulture, $"{attempt.Anchor} was given a checkpoint of size {attempt.Size} and does not show it."),
        ];
    }
}

/// <summary>What lies outside, and what could not be read.</summary>
internal sealed record AnchoredNotes(IReadOnlyList<AnchoredNote> Notes, IReadOnlyList<string> Notices);
