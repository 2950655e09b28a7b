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

    /// <summary>SHA-256 of who may answer: an account, a link, or nobody in particular.</summary>
    [Secret]
    public required byte[] HolderHash { get; init; }

    /// <summary>The challenge, as the WebAuthn library keeps it.</summary>
    [Secret]
    public required string State { get; init; }

    [NotPersonal]
    [Due("passkey_ceremonies", RetentionClock.Session)]
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasskeyCeremonyConfiguration : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> builder)
    {
        builder.ToTable("passkey_ceremonies").HasKey(ceremony => ceremony.Hash);
        builder.Property(ceremony => ceremony.Hash).ValueGeneratedNever();
        builder.Property(ceremony => ceremony.Kind).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(ceremony => ceremony.ExpiresAt);
    }
}
