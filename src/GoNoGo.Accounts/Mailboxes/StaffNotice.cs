using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>Which mails somebody of the staff wants, and when. Their address is in the vault, under a key of their own.</summary>
[Erased(ErasureReach.Row, GoesWith = "staff_accounts")]
internal sealed class StaffNotice
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required Guid AccountId { get; init; }

    /// <summary>When they hear of comments that wait.</summary>
    [Personal(PersonalCategory.Activity, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required MailTiming Moderation { get; set; }

    /// <summary>The other kinds that they want: names joined by commas.</summary>
    [Personal(PersonalCategory.Activity, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required string Kinds { get; set; }

    /// <summary>The name under which they write posts, where it is not that by which they sign in.</summary>
    [Personal(PersonalCategory.Name, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public string? AuthorName { get; set; }
}

internal sealed class StaffNoticeConfiguration : IEntityTypeConfiguration<StaffNotice>
{
    public void Configure(EntityTypeBuilder<StaffNotice> builder)
    {
        builder.ToTable("staff_notices").HasKey(notice => notice.AccountId);
        builder.Property(notice => notice.AccountId).ValueGeneratedNever();
        builder.Property(notice => notice.Moderation).HasConversion<string>().HasMaxLength(20);
        builder.Property(notice => notice.Kinds).HasMaxLength(200);
        builder.Property(notice => notice.AuthorName).HasMaxLength(StaffNotices.LongestName);
        builder.HasOne<StaffAccount>().WithOne().HasForeignKey<StaffNotice>(notice => notice.AccountId);
    }
}
