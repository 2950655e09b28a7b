using System.Security.Cryptography;
using System.Text;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Lets a client repeat a request without repeating its effect (the Idempotency-Key draft of the IETF, kept for 24 hours).
/// </summary>
/// <param name="keys">Keys and requests are kept as MACs only.</param>
public sealed class IdempotencyRecords(KeyRing keys)
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>What an earlier request under this key made.</summary>
    /// <param name="transaction">The running unit of work.</param>
    /// <param name="request">The request's key and content.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>
    /// The resource's id; null where the key is new; <see cref="IdempotencyKeyReused"/> where the earlier request was another.
    /// </returns>
    public async Task<Result<PriorOutcome>> FindAsync(
        Transaction transaction, RepeatableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(request);
        var keyTag = KeyTag(request);
        var record = await transaction.Data.Set<IdempotencyRecord>()
            .SingleOrDefaultAsync(candidate => candidate.KeyTag == keyTag, cancellationToken);
        if (record is null)
        {
            return new PriorOutcome(null);
        }

        if (record.ExpiresAt <= transaction.StartedAt)
        {
            transaction.Data.Remove(record);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            return new PriorOutcome(null);
        }

        return new[] { request.Content, request.SameContent ?? request.Content }.Any(
            content => CryptographicOperations.FixedTimeEquals(record.Fingerprint, Fingerprint(content)))
            ? new PriorOutcome(record.ResourceId)
            : new IdempotencyKeyReused();
    }

    /// <summary>Remembers what this request made.</summary>
    /// <param name="transaction">The transaction that makes it.</param>
    /// <param name="request">The request's key and content.</param>
    /// <param name="resourceId">What it made.</param>
    public void Remember(Transaction transaction, RepeatableRequest request, Guid resourceId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(request);
        transaction.Data.Add(new IdempotencyRecord
        {
            KeyTag = KeyTag(request),
            Fingerprint = Fingerprint(request.Content),
            ResourceId = resourceId,
            ExpiresAt = transaction.StartedAt + Lifetime,
        });
    }

    private byte[] KeyTag(RepeatableRequest request) => Tag("gonogo:idempotency:v1", $"{request.Scope}\n{request.Key}");

    private byte[] Fingerprint(string content) => Tag("gonogo:request:v1", content);

    private byte[] Tag(string label, string text) =>
        keys.Current(KeyPurpose.RequestFingerprint).Authenticate(label, Encoding.UTF8.GetBytes(text));
}

/// <summary>A request that may be repeated.</summary>
/// <param name="Scope">The operation, such as <c>create_comment:my-post</c>; keys of different scopes never meet.</param>
/// <param name="Key">The client's key.</param>
/// <param name="Content">All that makes the request what it is. Personal; only a MAC of it is kept.</param>
public sealed record RepeatableRequest(string Scope, string Key, string Content)
{
    /// <summary>The same content as it was told apart the day before; null where it is told apart in one way only. Personal.</summary>
    public string? SameContent { get; init; }

    /// <summary>A fixed mark in place of the content.</summary>
    /// <returns>The scope only.</returns>
    public override string ToString() => $"[request {Scope}]";
}

/// <summary>What an earlier request under the same key made.</summary>
/// <param name="ResourceId">Null where there was none.</param>
public sealed record PriorOutcome(Guid? ResourceId);

/// <summary>The client sent another request under a key that it had used.</summary>
public sealed record IdempotencyKeyReused()
    : InvalidField(
        "idempotency_key",
        "idempotency_key_reused",
        "This Idempotency-Key was used for another request. Use a new key for a new request.");
