using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>An address that its mail server has refused for good: nothing is sent there until this row goes.</summary>
[Erased(ErasureReach.Row)]
internal sealed class MailSuppression
{
    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.MailLog)]
    public required string EmailTag { get; init; }

    [NotPersonal]
    public required string ErrorType { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    /// <summary>When it goes.</summary>
    [NotPersonal]
    [Due("mail_suppressions", RetentionClock.MailLog)]
    public required DateTimeOffset Until { get; init; }
}

internal sealed class MailSuppressionConfiguration : IEntityTypeConfiguration<MailSuppression>
{
    public void Configure(EntityTypeBuilder<MailSuppression> builder)
    {
        builder.ToTable("mail_suppressions").HasKey(suppression => suppression.EmailTag);
        builder.Property(suppression => suppression.EmailTag).HasMaxLength(64);
        builder.Property(suppression => suppression.ErrorType).HasMaxLength(100);
        builder.HasIndex(suppression => suppression.Until);
    }
}
