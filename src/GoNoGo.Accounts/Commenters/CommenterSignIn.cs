using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Commenters;

/// <summary>A link with which to sign in that was asked for with an address, whether anything is known of it or not.</summary>
[Erased(ErasureReach.Row)]
internal sealed class CommenterSignIn
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required string EmailTag { get; init; }

    /// <summary>The address, encrypted, for the mail with the link.</summary>
    [Personal(
        PersonalCategory.Contact,
        Purpose.SignIn,
        LawfulBasis.LegitimateInterest,
        RetentionClock.Session,
        Recipients = Recipients.Staff | Recipients.MailServices)]
    public required byte[] Address { get; init; }

    [NotPersonal]
    public required int KeyVersion { get; init; }

    /// <summary>SHA-256 of the secret of the link.</summary>
    [Secret]
    public required byte[] TokenHash { get; init; }

    /// <summary>The same secret, encrypted like the address, for the mail.</summary>
    [Secret]
    public required byte[] SealedToken { get; init; }

    [NotPersonal]
    public required string Language { get; init; }

    [NotPersonal]
    [Due("commenter_sign_ins", RetentionClock.Session)]
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class CommenterSignInConfiguration : IEntityTypeConfiguration<CommenterSignIn>
{
    public void Configure(EntityTypeBuilder<CommenterSignIn> builder)
    {
        builder.ToTable("commenter_sign_ins").HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.EmailTag).HasMaxLength(64);
        builder.Property(link => link.Language).HasMaxLength(35);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.EmailTag);
        builder.HasIndex(link => link.ExpiresAt);
    }
}
