using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Consent;

/// <summary>One act of giving or withdrawing, for one purpose. Rows are added; what they say never changes.</summary>
[Erased(ErasureReach.Kept, Reason = "GDPR art. 7(1), 17(3)(e): it proves what was agreed to; its ids lead to nobody then")]
internal sealed class ConsentRecord
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Platform.Privacy.Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.ConsentProof)]
    public required Guid SubjectId { get; init; }

    /// <summary>The comment with which it was given.</summary>
    [Personal(PersonalCategory.Consent, Platform.Privacy.Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.ConsentProof)]
    public required Guid CommentId { get; init; }

    [Personal(PersonalCategory.Consent, Platform.Privacy.Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.ConsentProof)]
    public required string Purpose { get; init; }

    [Personal(PersonalCategory.Consent, Platform.Privacy.Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.ConsentProof)]
    public required ConsentAct Act { get; init; }

    [NotPersonal]
    public required string TextSha256 { get; init; }

    [NotPersonal]
    public required string TextVersion { get; init; }

    [NotPersonal]
    public required string Language { get; init; }

    /// <summary>Where it was done: <c>comment_form</c>, <c>api</c>, <c>capability_link</c>.</summary>
    [NotPersonal]
    public required string Form { get; init; }

    [Personal(PersonalCategory.Consent, Platform.Privacy.Purpose.ProveConsent, LawfulBasis.LegalObligation, RetentionClock.ConsentProof)]
    public required DateTimeOffset At { get; init; }

    /// <summary>When it goes; null while what it proves lasts. The one field that changes.</summary>
    [NotPersonal]
    [Due("consent_records", RetentionClock.ConsentProof)]
    public DateTimeOffset? RetainUntil { get; set; }
}

/// <summary>What was done about a consent.</summary>
internal enum ConsentAct
{
    Given,
    Withdrawn,
}

internal sealed class ConsentRecordConfiguration : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> builder)
    {
        builder.ToTable("consent_records").HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.Property(record => record.Purpose).HasMaxLength(50);
        builder.Property(record => record.Act).HasConversion<string>().HasMaxLength(20);
        builder.Property(record => record.TextSha256).HasMaxLength(64);
        builder.Property(record => record.TextVersion).HasMaxLength(20);
        builder.Property(record => record.Language).HasMaxLength(35);
        builder.Property(record => record.Form).HasMaxLength(30);
        builder.HasIndex(record => new { record.SubjectId, record.Purpose });
        builder.HasIndex(record => record.CommentId);
        builder.HasIndex(record => record.RetainUntil);
    }
}
