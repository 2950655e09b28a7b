using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit;

/// <summary>Reads entries of the trail with their details, also those that are under a person's key.</summary>
/// <param name="data">Any context.</param>
/// <param name="keys">The keys of people.</param>
public sealed class AuditDetails(DataContext data, SubjectKeys keys)
{
    private const int Batch = 500;

    /// <summary>Entries about a person or what is theirs, the first ones first.</summary>
    /// <param name="subjects">Ids of the person.</param>
    /// <param name="resources">What else is theirs, as the entries name it.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Personal.</returns>
    public async Task<IReadOnlyList<DetailedEntry>> AboutAsync(
        IReadOnlyCollection<Guid> subjects,
        IReadOnlyCollection<(string Type, Guid Id)> resources,
        CancellationToken cancellationToken)
    {
        var sequences = new SortedSet<long>(await AuditTrail.FindPayloadsAsync(data, subjects, [], cancellationToken));
        foreach (var batch in resources.Chunk(Batch))
        {
            var types = batch.Select(resource => resource.Type).Distinct().ToList();
            var ids = batch.Select(resource => resource.Id.ToString("D")).ToList();
            sequences.UnionWith(await data.Set<AuditEntry>()
                .Where(entry => types.Contains(entry.ResourceType) && ids.Contains(entry.ResourceId))
                .Select(entry => entry.Sequence)
                .ToListAsync(cancellationToken));
        }

        var found = new List<DetailedEntry>();
        foreach (var batch in sequences.Chunk(Batch))
        {
            var entries = await data.Set<AuditEntry>().AsNoTracking().Include(entry => entry.Payload)
                .Where(entry => batch.Contains(entry.Sequence))
                .OrderBy(entry => entry.Sequence)
                .ToListAsync(cancellationToken);
            foreach (var entry in entries)
            {
                found.Add(new DetailedEntry(
                    entry.Sequence,
                    entry.At,
                    entry.Actor,
                    entry.Action,
                    entry.ResourceType,
                    entry.ResourceId,
                    entry.Outcome,
                    await OpenAsync(entry.Payload, cancellationToken)));
            }
        }

        return found;
    }

    /// <summary>The details as JSON; null where there are none, or none any more.</summary>
    private async Task<string?> OpenAsync(AuditPayload? payload, CancellationToken cancellationToken)
    {
        if (payload?.SubjectId is not { } subject)
        {
            return payload is null ? null : Encoding.UTF8.GetString(payload.Content);
        }

        try
        {
            return await keys.FindAsync(new SubjectId(subject), cancellationToken) is { } key
                ? Encoding.UTF8.GetString(AuditPayload.Open(key, payload.Content, subject).Content)
                : null;
        }
        catch (CryptographicException)
        {
            return null; // Verification names it; here it is as if it were gone.
        }
    }
}

/// <summary>An entry of the audit trail with its details. Its text form leaves them out.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">The class of who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="ResourceType">To what.</param>
/// <param name="ResourceId">To which.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Details">JSON. Personal.</param>
public sealed record DetailedEntry(
    long Sequence,
    DateTimeOffset At,
    AuditActor Actor,
    string Action,
    string ResourceType,
    string ResourceId,
    string Outcome,
    string? Details)
{
    /// <summary>What was done, without details.</summary>
    /// <returns>Such as <c>comment.created comment</c>.</returns>
    public override string ToString() => $"{Action} {ResourceType}";
}
