using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>The erasable part of an audit entry and the salt of its commitment.</summary>
[Erased(ErasureReach.Row)]
internal sealed class AuditPayload
{
    [NotPersonal]
    public long Sequence { get; init; }

    [Secret]
    public required byte[] Salt { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.AuditPayload)]
    public required byte[] Content { get; init; }

    /// <summary>Whom the details are about; null where they name nobody.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.AuditPayload)]
    public Guid? SubjectId { get; init; }

    [NotPersonal]
    [Due("audit_payloads", RetentionClock.AuditPayload)]
    public required DateTimeOffset RetainUntil { get; init; }
}

internal sealed class AuditPayloadConfiguration : IEntityTypeConfiguration<AuditPayload>
{
    public void Configure(EntityTypeBuilder<AuditPayload> builder)
    {
        builder.ToTable("audit_payloads").HasKey(payload => payload.Sequence);
        builder.HasIndex(payload => payload.SubjectId);
        builder.HasIndex(payload => payload.RetainUntil);
    }
}
