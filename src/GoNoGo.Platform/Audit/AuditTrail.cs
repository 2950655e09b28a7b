using System.Security.Cryptography;
using System.Text.Json;
using GoNoGo.Platform.Data;

namespace GoNoGo.Platform.Audit;

/// <summary>Writes the audit trail: an entry commits with what it tells of, or neither does.</summary>
internal static class AuditTrail
{
    private const int SaltLength = 32;

    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("gonogo/audit/v1"u8);
        hash.AppendData(salt);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    public static void Append(Transaction transaction, AuditAct act, DateTimeOffset? at = null)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in act.Details ?? new Dictionary<string, string>())
        {
            details.Add(name, value);
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(details);
        transaction.Data.Add(new AuditEntry
        {
            At = at ?? transaction.StartedAt,
            TransactionId = transaction.Id,
            Actor = act.Actor,
            Action = act.Action,
            ResourceType = act.ResourceType,
            ResourceId = act.ResourceId,
            Outcome = act.Outcome,
            Schema = AuditEntry.CurrentSchema,
            Commitment = Commit(salt, content),
            Payload = new AuditPayload { Salt = salt, Content = content },
        });
    }
}
