using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Sessions;

/// <summary>That somebody is signed in. The id that their browser holds is here as its hash only.</summary>
[Erased(ErasureReach.Row)]
internal sealed class Session
{
    /// <summary>SHA-256 of the 256 random bits in the cookie.</summary>
    [Secret]
    public required byte[] IdHash { get; init; }

    /// <summary>Under which its owner sees and ends it; stays the same when the secret id is made anew.</summary>
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required Guid AccountId { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    [Due("sessions", RetentionClock.Session)]
    public required DateTimeOffset ExpiresAt { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When its owner last showed their passkey or password.</summary>
    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The network it was last seen in, as a tag of its day.</summary>
    [Personal(PersonalCategory.NetworkTag, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public string? NetworkTag { get; set; }

    /// <summary>Whether the network has changed within a day since the owner last showed who they are.</summary>
    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public bool HasMoved { get; set; }

    /// <summary>Such as <c>Firefox on Linux</c>, for its owner to know it by.</summary>
    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required string Device { get; init; }

    [NotPersonal]
    public required SignInMethod Method { get; init; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public const int LongestDevice = 60;

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions").HasKey(session => session.IdHash);
        builder.Property(session => session.IdHash).ValueGeneratedNever();
        builder.Property(session => session.Device).HasMaxLength(LongestDevice);
        builder.Property(session => session.NetworkTag).HasMaxLength(100);
        builder.Property(session => session.Method).HasConversion<string>().HasMaxLength(30);
        builder.HasIndex(session => session.Id).IsUnique();
        builder.HasIndex(session => session.AccountId);
        builder.HasIndex(session => session.ExpiresAt);
    }
}
