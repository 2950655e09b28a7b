using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Commenters;

/// <summary>What a commenter chose for their next comments and mails. Goes with their last comment.</summary>
[Erased(ErasureReach.Row, GoesWith = "comments")]
internal sealed class CommenterProfile
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required Guid SubjectId { get; init; }

    /// <summary>The name that a comment bears where none is typed with it.</summary>
    [Personal(PersonalCategory.Name, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public string? DisplayName { get; set; }

    /// <summary>The language of mails; null for that of the post.</summary>
    [Personal(PersonalCategory.Activity, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public string? Language { get; set; }
}

internal sealed class CommenterProfileConfiguration : IEntityTypeConfiguration<CommenterProfile>
{
    public void Configure(EntityTypeBuilder<CommenterProfile> builder)
    {
        builder.ToTable("commenter_profiles").HasKey(profile => profile.SubjectId);
        builder.Property(profile => profile.SubjectId).ValueGeneratedNever();
        builder.Property(profile => profile.DisplayName).HasMaxLength(200);
        builder.Property(profile => profile.Language).HasMaxLength(35);
    }
}
