using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Subjects;

/// <summary>A person whose data are held: known by the tag of an address, or for one comment only where none was given.</summary>
[Erased(ErasureReach.Row, GoesWith = "comments")]
internal sealed class Subject
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required Guid Id { get; init; }

    /// <summary>What others see in place of an id: random, so that it says nothing of the address.</summary>
    [Personal(
        PersonalCategory.Pseudonym,
        Purpose.PublishComment,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Comment,
        Recipients = Recipients.Staff | Recipients.Readers)]
    public required string Handle { get; init; }

    [Personal(PersonalCategory.Pseudonym, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public string? EmailTag { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.PublishComment, LawfulBasis.LegitimateInterest, RetentionClock.Comment)]
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class SubjectConfiguration : IEntityTypeConfiguration<Subject>
{
    public void Configure(EntityTypeBuilder<Subject> builder)
    {
        builder.ToTable("subjects").HasKey(subject => subject.Id);
        builder.Property(subject => subject.Id).ValueGeneratedNever();
        builder.Property(subject => subject.Handle).HasMaxLength(20);
        builder.Property(subject => subject.EmailTag).HasMaxLength(64);
        builder.HasIndex(subject => subject.Handle).IsUnique();
        builder.HasIndex(subject => subject.EmailTag).IsUnique();
    }
}
