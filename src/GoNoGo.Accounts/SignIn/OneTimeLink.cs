using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.SignIn;

/// <summary>A secret address with which somebody sets up how they sign in, once and for a day.</summary>
[Erased(ErasureReach.Row)]
internal sealed class OneTimeLink
{
    [Secret]
    public required byte[] Hash { get; init; }

    /// <summary>Whose account; null where it makes the first administrator.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public Guid? AccountId { get; init; }

    [NotPersonal]
    [Due("one_time_links", RetentionClock.Session)]
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class OneTimeLinkConfiguration : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("one_time_links").HasKey(link => link.Hash);
        builder.Property(link => link.Hash).ValueGeneratedNever();
        builder.HasIndex(link => link.AccountId);
        builder.HasIndex(link => link.ExpiresAt);
    }
}
