using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Limits;

/// <summary>
/// One of the places that a sender has for a kind of write within a window. It is taken until the window is over for the write that took
/// it, so that a sender never has more rows than places, however many requests they send.
/// </summary>
[Erased(ErasureReach.Kept, Reason = "Counted for minutes so that nobody floods the blog (art. 6(1)(f), 17(1)(c)); it names no person.")]
internal sealed class LimitSlot
{
    /// <summary>What is counted, such as <c>comment</c>.</summary>
    [NotPersonal]
    public required string Kind { get; init; }

    /// <summary>Who is counted: the limiter's tag of an address. It leads to no person (GDPR art. 11), and equals no tag of one.</summary>
    [OfSubject(SubjectLink.Network)]
    [Personal(PersonalCategory.NetworkTag, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.LimitWindow)]
    public required string Tag { get; init; }

    /// <summary>Which place, from 1.</summary>
    [NotPersonal]
    public required int Slot { get; init; }

    /// <summary>When it may be taken anew, and the row goes.</summary>
    [NotPersonal]
    [Due("limit_slots", RetentionClock.LimitWindow)]
    public required DateTimeOffset FreeAt { get; set; }
}

internal sealed class LimitSlotConfiguration : IEntityTypeConfiguration<LimitSlot>
{
    public void Configure(EntityTypeBuilder<LimitSlot> builder)
    {
        builder.ToTable("limit_slots").HasKey(slot => new { slot.Kind, slot.Tag, slot.Slot });
        builder.Property(slot => slot.Kind).HasMaxLength(40);
        builder.Property(slot => slot.Tag).HasMaxLength(100);
        builder.HasIndex(slot => slot.FreeAt);
    }
}
