using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That a comment was decided on: by whom, when, and what it was before. Kept for as long as the comment.</summary>
[Erased(ErasureReach.Row, GoesWith = "comments")]
internal sealed class ModerationDecision
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    [OfSubject(SubjectLink.Comment)]
    public required Guid CommentId { get; init; }

    /// <summary>What the comment was before.</summary>
    [NotPersonal]
    public required ModerationStatus From { get; init; }

    [NotPersonal]
    public RefusalReason? FromReason { get; init; }

    [NotPersonal]
    public required ModerationStatus To { get; init; }

    [NotPersonal]
    public RefusalReason? Reason { get; init; }

    /// <summary>The class of who decided.</summary>
    [NotPersonal]
    public required AuditActor Actor { get; init; }

    /// <summary>Who decided; null for the command line and for a rule.</summary>
    [Personal(
        PersonalCategory.Pseudonym,
        Purpose.Accountability,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        IsAnothers = true)]
    public Guid? DecidedBy { get; init; }

    /// <summary>What decided where no person did.</summary>
    [NotPersonal]
    public string? Rule { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.Accountability, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The comment's revision after it: of two decisions, the later has the higher.</summary>
    [NotPersonal]
    public required int Revision { get; init; }

    /// <summary>When it was taken back; null where it stands.</summary>
    [NotPersonal]
    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class ModerationDecisionConfiguration : IEntityTypeConfiguration<ModerationDecision>
{
    public void Configure(EntityTypeBuilder<ModerationDecision> builder)
    {
        builder.ToTable("moderation_decisions").HasKey(decision => decision.Id);
        builder.Property(decision => decision.Id).ValueGeneratedNever();
        builder.Property(decision => decision.From).HasConversion<string>().HasMaxLength(20);
        builder.Property(decision => decision.To).HasConversion<string>().HasMaxLength(20);
        builder.Property(decision => decision.FromReason).HasConversion<string>().HasMaxLength(20);
        builder.Property(decision => decision.Reason).HasConversion<string>().HasMaxLength(20);
        builder.Property(decision => decision.Actor).HasConversion<string>().HasMaxLength(20);
        builder.Property(decision => decision.Rule).HasMaxLength(30);
        builder.HasIndex(decision => decision.CommentId);
    }
}
