using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// That an address wants no mail of this blog, whoever gives it: nothing but answers to its owner's own requests goes there.
/// </summary>
[Erased(ErasureReach.Kept, Reason = "GDPR art. 21(3): it is what keeps mails away; a keyed tag, until its owner takes it back")]
internal sealed class DoNotMail
{
    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.LegalObligation, RetentionClock.UntilTakenBack)]
    public required string EmailTag { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.NotifyByEmail, LawfulBasis.LegalObligation, RetentionClock.UntilTakenBack)]
    public required DateTimeOffset Since { get; init; }
}

internal sealed class DoNotMailConfiguration : IEntityTypeConfiguration<DoNotMail>
{
    public void Configure(EntityTypeBuilder<DoNotMail> builder)
    {
        builder.ToTable("do_not_mail").HasKey(row => row.EmailTag);
        builder.Property(row => row.EmailTag).HasMaxLength(64);
    }
}
