using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GoNoGo.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Audit;

/// <summary>
/// Writes the audit trail: an entry commits with what it tells of, or neither does. Of what is written, only the details can
/// be erased, and that is entered too.
/// </summary>
public static class AuditTrail
{
    /// <summary>How long the details of an entry are kept.</summary>
    public static readonly TimeSpan PayloadLifetime = TimeSpan.FromDays(1095);

    /// <summary>The action of an entry that says which details were erased; its resource id holds their sequences.</summary>
    internal const string PayloadsErased = "audit.payloads_erased";

    private const int ErasureBatch = 1000;
    private const int LongestRanges = 400;

    /// <summary>Erases the details of entries, salts included, and enters which. Every proof of these entries stays valid.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="sequences">The entries; those without details are passed over.</param>
    /// <param name="actor">Who has them erased.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many were erased.</returns>
    public static async Task<int> ErasePayloadsAsync(
        Transaction transaction, IEnumerable<long> sequences, AuditActor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(sequences);
        var erased = new List<long>();
        var payloads = transaction.Data.Set<AuditPayload>();
        foreach (var batch in sequences.Distinct().Order().Chunk(ErasureBatch))
        {
            var found = await payloads.Where(payload => batch.Contains(payload.Sequence))
                .Select(payload => payload.Sequence).ToListAsync(cancellationToken);
            await payloads.Where(payload => found.Contains(payload.Sequence)).ExecuteDeleteAsync(cancellationToken);
            erased.AddRange(found);
        }

        erased.Sort();
        foreach (var ranges in Ranges(erased))
        {
            transaction.Audit(new AuditAct(actor, PayloadsErased, "audit_payloads", ranges));
        }

        return erased.Count;
    }

    /// <summary>The entries with details about a person.</summary>
    /// <param name="data">Any context.</param>
    /// <param name="subjects">Ids of the person.</param>
    /// <param name="resources">Their comments and what else is theirs, as the entries name them.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Their sequences, each once.</returns>
    public static async Task<IReadOnlyList<long>> FindPayloadsAsync(
        DataContext data,
        IReadOnlyCollection<Guid> subjects,
        IReadOnlyCollection<(string Type, Guid Id)> resources,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var found = new SortedSet<long>(await data.Set<AuditPayload>()
            .Where(payload => payload.SubjectId != null && subjects.Contains(payload.SubjectId.Value))
            .Select(payload => payload.Sequence)
            .ToListAsync(cancellationToken));
        foreach (var batch in resources.Chunk(ErasureBatch))
        {
            var types = batch.Select(resource => resource.Type).Distinct().ToList();
            var ids = batch.Select(resource => resource.Id.ToString("D", CultureInfo.InvariantCulture)).ToList();
            found.UnionWith(await data.Set<AuditEntry>()
                .Where(entry => types.Contains(entry.ResourceType) && ids.Contains(entry.ResourceId) && entry.Payload != null)
                .Select(entry => entry.Sequence)
                .ToListAsync(cancellationToken));
        }

        return [.. found];
    }

    /// <summary>Erases details that are older than <see cref="PayloadLifetime"/>.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many were erased.</returns>
    public static async Task<int> RemoveDuePayloadsAsync(Transaction transaction, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var due = await transaction.Data.Set<AuditPayload>()
            .Where(payload => payload.RetainUntil <= transaction.StartedAt)
            .OrderBy(payload => payload.RetainUntil)
            .Take(limit)
            .Select(payload => payload.Sequence)
            .ToListAsync(cancellationToken);
        return await ErasePayloadsAsync(transaction, due, AuditActor.System, cancellationToken);
    }

    internal static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("gonogo/audit/v1"u8);
        hash.AppendData(salt);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    internal static AuditEntry Prepare(Transaction transaction, AuditAct act, DateTimeOffset at)
    {
        var payload = act.Details is { Count: > 0 } details ? Payload(details, act.Subject?.Value, at) : null;
        return new AuditEntry
        {
            At = at,
            TransactionId = transaction.Id,
            Actor = act.Actor,
            Action = act.Action,
            ResourceType = act.ResourceType,
            ResourceId = act.ResourceId,
            Outcome = act.Outcome,
            Schema = AuditEntry.CurrentSchema,
            Commitment = payload is null ? [] : Commit(payload.Salt, payload.Content),
            Payload = payload,
        };
    }

    private static AuditPayload Payload(IReadOnlyDictionary<string, string> details, Guid? subject, DateTimeOffset at)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in details)
        {
            sorted.Add(name, value);
        }

        return new AuditPayload
        {
            Salt = RandomNumberGenerator.GetBytes(AuditPayload.SaltLength),
            Content = JsonSerializer.SerializeToUtf8Bytes(sorted),
            SubjectId = subject,
            RetainUntil = at + PayloadLifetime,
        };
    }

    /// <summary>Rising sequences as <c>12,15-19</c>, as many texts as their length asks for.</summary>
    private static IEnumerable<string> Ranges(List<long> sequences)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sequences.Count; i++)
        {
            var first = sequences[i];
            while (i + 1 < sequences.Count && sequences[i + 1] == sequences[i] + 1)
            {
                i++;
            }

            var range = first == sequences[i]
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first}-{sequences[i]}");
            if (text.Length + 1 + range.Length > LongestRanges)
            {
                yield return text.ToString();
                text.Clear();
            }

            text.Append(text.Length == 0 ? "" : ",").Append(range);
        }

        if (text.Length > 0)
        {
            yield return text.ToString();
        }
    }
}
