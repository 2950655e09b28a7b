using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.SignIn;

/// <summary>The public half of a key that a device of the person keeps (WebAuthn Level 3).</summary>
[Erased(ErasureReach.Row, GoesWith = "staff_accounts")]
internal sealed class Passkey
{
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required byte[] CredentialId { get; init; }

    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required Guid AccountId { get; init; }

    /// <summary>Under which its owner revokes it.</summary>
    [NotPersonal]
    public required Guid Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    [Personal(PersonalCategory.Name, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required string Name { get; set; }

    /// <summary>COSE_Key.</summary>
    [NotPersonal]
    public required byte[] PublicKey { get; init; }

    [NotPersonal]
    public required long SignCount { get; set; }

    /// <summary>Joined by commas, such as <c>internal,hybrid</c>.</summary>
    [NotPersonal]
    public required string Transports { get; init; }

    [NotPersonal]
    public required bool IsBackupEligible { get; init; }

    [NotPersonal]
    public required bool IsBackedUp { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required DateTimeOffset CreatedAt { get; init; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public const int LongestName = 60;

    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys").HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).ValueGeneratedNever();
        builder.Property(passkey => passkey.Name).HasMaxLength(LongestName);
        builder.Property(passkey => passkey.Transports).HasMaxLength(200);
        builder.HasIndex(passkey => passkey.AccountId);
    }
}
