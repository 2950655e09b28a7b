using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That a moderator changed the text of a comment. The text before is kept, so that the difference shows.</summary>
[Erased(ErasureReach.Row, GoesWith = "comments")]
internal sealed class CommentEdit
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    [OfSubject(SubjectLink.Comment)]
    public required Guid CommentId { get; init; }

    [Personal(PersonalCategory.Text, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required string Before { get; init; }

    [Personal(PersonalCategory.Text, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required string After { get; init; }

    [NotPersonal]
    public required AuditActor Actor { get; init; }

    [Personal(
        PersonalCategory.Pseudonym,
        Purpose.Accountability,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        IsAnothers = true)]
    public Guid? EditedBy { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required DateTimeOffset EditedAt { get; init; }
}

internal sealed class CommentEditConfiguration : IEntityTypeConfiguration<CommentEdit>
{
    public void Configure(EntityTypeBuilder<CommentEdit> builder)
    {
        builder.ToTable("comment_edits").HasKey(edit => edit.Id);
        builder.Property(edit => edit.Id).ValueGeneratedNever();
        builder.Property(edit => edit.Actor).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(edit => edit.CommentId);
    }
}
