using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Data;

/// <summary>That a repeatable request was carried out, and what came of it. Written in the transaction of its effect.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>A MAC of the scope and the client's key, so that whatever a client puts into a key is not kept.</summary>
    [NotPersonal]
    public required byte[] KeyTag { get; init; }

    /// <summary>A MAC of the request, to tell a repetition from another request under the same key.</summary>
    [NotPersonal]
    public required byte[] Fingerprint { get; init; }

    /// <summary>What the request made.</summary>
    [NotPersonal]
    public required Guid ResourceId { get; init; }

    /// <summary>When the key may be used anew.</summary>
    [NotPersonal]
    [Due("idempotency_records", RetentionClock.Idempotency)]
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records").HasKey(record => record.KeyTag);
        builder.HasIndex(record => record.ExpiresAt);
    }
}
