using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Comments.Moderation;

/// <summary>That somebody may not comment for a time: by the tag of an address, or by that of a network. They are told so.</summary>
[Erased(ErasureReach.Kept, Reason = "Who floods or insults must not come back by erasing (art. 6(1)(f), 17(1)(c)); it ends by itself.")]
internal sealed class SenderBlock
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    public required BlockKind Kind { get; init; }

    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.Block)]
    public required string Tag { get; init; }

    [NotPersonal]
    public required RefusalReason Reason { get; init; }

    [NotPersonal]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    [Due("sender_blocks", RetentionClock.Block)]
    public required DateTimeOffset Until { get; set; }

    [NotPersonal]
    public required AuditActor Actor { get; init; }

    [Personal(
        PersonalCategory.Pseudonym,
        Purpose.Accountability,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Block,
        IsAnothers = true)]
    public Guid? BlockedBy { get; init; }
}

/// <summary>By what a sender is told.</summary>
public enum BlockKind
{
    /// <summary>By the tag of their address.</summary>
    Email,

    /// <summary>By the tag of their network, for as long as the key of its day lives.</summary>
    Network,
}

internal sealed class SenderBlockConfiguration : IEntityTypeConfiguration<SenderBlock>
{
    public void Configure(EntityTypeBuilder<SenderBlock> builder)
    {
        builder.ToTable("sender_blocks").HasKey(block => block.Id);
        builder.Property(block => block.Id).ValueGeneratedNever();
        builder.Property(block => block.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(block => block.Tag).HasMaxLength(64);
        builder.Property(block => block.Reason).HasConversion<string>().HasMaxLength(20);
        builder.Property(block => block.Actor).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(block => block.Tag).IsUnique();
        builder.HasIndex(block => block.Until);
    }
}
