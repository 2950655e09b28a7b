using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.SignIn;

/// <summary>A challenge that waits for the answer of a device, for five minutes and one answer.</summary>
internal sealed class PasskeyCeremony
{
    [Secret]
    public required byte[] Hash { get; init; }

    /// <summary>What may be done with the answer.</summary>
    [NotPersonal]
    public required CeremonyKind Kind { get; init; }

    /// <summary>Who may answer: an account, a link, or nobody in particular.</summary>
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required string Holder { get; init; }

    /// <summary>The challenge, as the WebAuthn library keeps it.</summary>
    [Secret]
    public required string State { get; init; }

    [NotPersonal]
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasskeyCeremonyConfiguration : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> builder)
    {
        builder.ToTable("passkey_ceremonies").HasKey(ceremony => ceremony.Hash);
        builder.Property(ceremony => ceremony.Hash).ValueGeneratedNever();
        builder.Property(ceremony => ceremony.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(ceremony => ceremony.Holder).HasMaxLength(100);
        builder.HasIndex(ceremony => ceremony.ExpiresAt);
    }
}
