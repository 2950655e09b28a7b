using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That a reader, who needs no account, wants a published comment looked at again. It goes after 30 days.</summary>
[Erased(ErasureReach.Row)]
internal sealed class CommentReport
{
    /// <summary>What the sweep calls it; <see cref="ReaderReports"/> does it, since the queue follows.</summary>
    public const string RetentionStepName = "comment_reports";

    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    [OfSubject(SubjectLink.Comment)]
    public required Guid CommentId { get; init; }

    [NotPersonal]
    public required RefusalReason Reason { get; init; }

    /// <summary>What the reader adds, if anything.</summary>
    [Personal(
        PersonalCategory.Text,
        Purpose.PreventAbuse,
        LawfulBasis.LegitimateInterest,
        RetentionClock.NetworkTag,
        IsAnothers = true)]
    public required string Text { get; init; }

    [Personal(
        PersonalCategory.NetworkTag,
        Purpose.PreventAbuse,
        LawfulBasis.LegitimateInterest,
        RetentionClock.NetworkTag,
        IsAnothers = true)]
    public string? NetworkTag { get; init; }

    [NotPersonal]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    [Due(RetentionStepName, RetentionClock.NetworkTag)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>The decision that answered it; null while it is open.</summary>
    [NotPersonal]
    public Guid? SettledBy { get; set; }
}

internal sealed class CommentReportConfiguration : IEntityTypeConfiguration<CommentReport>
{
    public void Configure(EntityTypeBuilder<CommentReport> builder)
    {
        builder.ToTable("comment_reports").HasKey(report => report.Id);
        builder.Property(report => report.Id).ValueGeneratedNever();
        builder.Property(report => report.Reason).HasConversion<string>().HasMaxLength(20);
        builder.Property(report => report.Text).HasMaxLength(2 * ReaderReports.LongestText);
        builder.Property(report => report.NetworkTag).HasMaxLength(64);
        builder.HasIndex(report => report.CommentId);
        builder.HasIndex(report => new { report.NetworkTag, report.CreatedAt });
        builder.HasIndex(report => report.Until);
    }
}
