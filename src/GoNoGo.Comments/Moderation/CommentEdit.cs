using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That its author or a moderator changed the text of a comment. The text before is kept, so that the difference shows.</summary>
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

    /// <summary>
    /// Both texts under the key of the comment's author; then the two before are empty. Null in a row of before this was encrypted.
    /// </summary>
    [Personal(PersonalCategory.Text, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public byte[]? SealedTexts { get; init; }

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

    /// <summary>What was changed, read with the key of the comment's author.</summary>
    public CommentEditView ViewUnder(Key? key)
    {
        var lost = CommentWords.Lost.Content;
        var texts = SealedTexts is null
            ? new EditedTexts(Before, After)
            : Comments.SealedTexts.Open<EditedTexts>(key, Id, SealedTexts) ?? new EditedTexts(lost, lost);
        return new CommentEditView(texts.Before, texts.After, EditedAt, Actor is AuditActor.CommentAuthor);
    }
}

/// <summary>The text of a comment before and after a change.</summary>
internal sealed record EditedTexts(string Before, string After);

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
