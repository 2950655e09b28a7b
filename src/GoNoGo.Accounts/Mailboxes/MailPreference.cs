using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>
/// What a person chose about one kind of mail, and the token with which its mails let them choose. Made when the first such mail
/// leaves; gone with the mailbox.
/// </summary>
[Erased(ErasureReach.Row, GoesWith = "mailboxes")]
internal sealed class MailPreference
{
    /// <summary>A subject's id, or that of somebody of the staff.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.Consent, RetentionClock.Mailbox)]
    public required Guid RecipientId { get; init; }

    [NotPersonal]
    public required string Kind { get; init; }

    /// <summary>False once the person has said that they do not want this kind.</summary>
    [Personal(PersonalCategory.Consent, Purpose.NotifyByEmail, LawfulBasis.Consent, RetentionClock.Mailbox)]
    public bool IsWanted { get; set; } = true;

    /// <summary>SHA-256 of the token in the mails' links.</summary>
    [Secret]
    public required byte[] TokenHash { get; init; }

    /// <summary>The token, encrypted like an address.</summary>
    [Secret]
    public required byte[] SealedToken { get; init; }

    [NotPersonal]
    public required int KeyVersion { get; init; }
}

internal sealed class MailPreferenceConfiguration : IEntityTypeConfiguration<MailPreference>
{
    public void Configure(EntityTypeBuilder<MailPreference> builder)
    {
        builder.ToTable("mail_preferences").HasKey(preference => new { preference.RecipientId, preference.Kind });
        builder.Property(preference => preference.Kind).HasMaxLength(50);
        builder.HasIndex(preference => preference.TokenHash).IsUnique();
    }
}
