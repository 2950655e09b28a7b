using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>The erasable part of an audit entry and the salt of its commitment.</summary>
[Erased(ErasureReach.Row)]
internal sealed class AuditPayload
{
    /// <summary>How many bytes a salt has.</summary>
    public const int SaltLength = 32;

    [NotPersonal]
    public long Sequence { get; init; }

    /// <summary>Empty where it stands, encrypted, before the content.</summary>
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

    /// <summary>
    /// Salt and content as they are stored where they are about somebody: both under their key, so that with the key nobody can even test
    /// a guess against the commitment.
    /// </summary>
    public static byte[] Seal(Key key, byte[] salt, byte[] content, Guid subject) =>
        key.Encrypt([.. salt, .. content], subject.ToByteArray());

    /// <summary>The opposite of <see cref="Seal"/>.</summary>
    public static (byte[] Salt, byte[] Content) Open(Key key, byte[] stored, Guid subject)
    {
        var plain = key.Decrypt(stored, subject.ToByteArray());
        return (plain[..SaltLength], plain[SaltLength..]);
    }
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
