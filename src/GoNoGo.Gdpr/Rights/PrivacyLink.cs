using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Rights;

/// <summary>
/// A link that was asked for with an address, whether anything is held about it or not: first the one in the mail, which opens once, then
/// the one of the page that it opened.
/// </summary>
[Erased(ErasureReach.Row)]
internal sealed class PrivacyLink
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.AnswerRequests, LawfulBasis.LegalObligation, RetentionClock.RightsRequest)]
    public required string EmailTag { get; init; }

    /// <summary>The address, encrypted, for the mail with the link and those about what is asked for with it.</summary>
    [Personal(
        PersonalCategory.Contact,
        Purpose.AnswerRequests,
        LawfulBasis.LegalObligation,
        RetentionClock.RightsRequest,
        Recipients = Recipients.Staff | Recipients.MailServices)]
    public required byte[] Address { get; init; }

    [NotPersonal]
    public required int KeyVersion { get; init; }

    /// <summary>SHA-256 of the secret of the link that is good now.</summary>
    [Secret]
    public required byte[] TokenHash { get; set; }

    /// <summary>The secret of the mailed link, encrypted like the address; empty once it was opened.</summary>
    [Secret]
    public required byte[] SealedToken { get; set; }

    [NotPersonal]
    public required string Language { get; init; }

    [NotPersonal]
    public bool IsOpened { get; set; }

    [NotPersonal]
    [Due("privacy_links", RetentionClock.RightsRequest)]
    public required DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class PrivacyLinkConfiguration : IEntityTypeConfiguration<PrivacyLink>
{
    public void Configure(EntityTypeBuilder<PrivacyLink> builder)
    {
        builder.ToTable("privacy_links").HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.EmailTag).HasMaxLength(64);
        builder.Property(link => link.Language).HasMaxLength(35);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.EmailTag);
        builder.HasIndex(link => link.ExpiresAt);
    }
}
