using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That the author of a refused comment asks for another look: once for a comment.</summary>
[Erased(ErasureReach.Row, GoesWith = "comments")]
internal sealed class CommentAppeal
{
    [NotPersonal]
    [OfSubject(SubjectLink.Comment)]
    public required Guid CommentId { get; init; }

    [Personal(PersonalCategory.Text, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required string Text { get; init; }

    /// <summary>The text under the key of its author; then <see cref="Text"/> is empty. Null in rows of before it was encrypted.</summary>
    [Personal(PersonalCategory.Text, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public byte[]? SealedText { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The decision that answered it; null while it is open.</summary>
    [NotPersonal]
    public Guid? SettledBy { get; set; }

    /// <summary>What it says, read with the key of its author.</summary>
    public string TextUnder(Key? key) => SealedText is null
        ? Text
        : SealedTexts.Open<string>(key, CommentId, SealedText) ?? CommentWords.Lost.Content;
}

internal sealed class CommentAppealConfiguration : IEntityTypeConfiguration<CommentAppeal>
{
    public void Configure(EntityTypeBuilder<CommentAppeal> builder)
    {
        builder.ToTable("comment_appeals").HasKey(appeal => appeal.CommentId);
        builder.Property(appeal => appeal.CommentId).ValueGeneratedNever();
        builder.Property(appeal => appeal.Text).HasMaxLength(2 * OwnComment.LongestAppeal);
    }
}
