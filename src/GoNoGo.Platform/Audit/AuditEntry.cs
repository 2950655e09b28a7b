using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>
/// What the audit trail states: append-only, free of personal data, so that it can stay when a person is erased. Its bytes in
/// the tree are those of <see cref="LeafEncoding"/>.
/// </summary>
internal sealed class AuditEntry
{
    public const int CurrentSchema = 1;

    /// <summary>Given by the database, rising; sealing puts the entries into the tree in this order.</summary>
    [NotPersonal]
    public long Sequence { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    [NotPersonal]
    public required Guid TransactionId { get; init; }

    [NotPersonal]
    public required AuditActor Actor { get; init; }

    [NotPersonal]
    public required string Action { get; init; }

    [NotPersonal]
    public required string ResourceType { get; init; }

    [NotPersonal]
    public required string ResourceId { get; init; }

    [NotPersonal]
    public required string Outcome { get; init; }

    [NotPersonal]
    public required int Schema { get; init; }

    /// <summary>
    /// SHA-256 over label, salt and payload: 32 bytes that nobody can test a guess against once the salt is gone. Empty where the
    /// entry never had details.
    /// </summary>
    [NotPersonal]
    public required byte[] Commitment { get; init; }

    /// <summary>What can be erased; null once it was, or where there were no details.</summary>
    public AuditPayload? Payload { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries").HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Actor).HasConversion<string>().HasMaxLength(20);
        builder.Property(entry => entry.Action).HasMaxLength(100);
        builder.Property(entry => entry.ResourceType).HasMaxLength(50);
        builder.Property(entry => entry.ResourceId).HasMaxLength(400);
        builder.Property(entry => entry.Outcome).HasMaxLength(20);
        builder.HasOne(entry => entry.Payload).WithOne().HasForeignKey<AuditPayload>(payload => payload.Sequence);
        builder.HasIndex(entry => new { entry.ResourceType, entry.ResourceId });
    }
}
