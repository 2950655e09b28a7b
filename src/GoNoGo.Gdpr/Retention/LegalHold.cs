using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Retention;

/// <summary>That a comment is kept for a legal claim, whatever its clock says (GDPR art. 17(3)(e), 18(1)(c)).</summary>
[Erased(ErasureReach.Kept, Reason = "GDPR art. 17(3)(e): a legal claim needs the comment until the hold ends")]
internal sealed class LegalHold
{
    [OfSubject(SubjectLink.Comment)]
    [Personal(PersonalCategory.Activity, Purpose.LegalClaims, LawfulBasis.LegitimateInterest, RetentionClock.LegalHold)]
    public required Guid CommentId { get; init; }

    /// <summary>Why, in the operator's words.</summary>
    [Personal(PersonalCategory.Text, Purpose.LegalClaims, LawfulBasis.LegitimateInterest, RetentionClock.LegalHold)]
    public required string Reason { get; set; }

    [NotPersonal]
    public required DateTimeOffset PlacedAt { get; init; }

    [NotPersonal]
    [Due("legal_holds", RetentionClock.LegalHold)]
    public required DateTimeOffset Until { get; set; }
}

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("legal_holds").HasKey(hold => hold.CommentId);
        builder.Property(hold => hold.CommentId).ValueGeneratedNever();
        builder.Property(hold => hold.Reason).HasMaxLength(LegalHolds.LongestReason);
        builder.HasIndex(hold => hold.Until);
    }
}
