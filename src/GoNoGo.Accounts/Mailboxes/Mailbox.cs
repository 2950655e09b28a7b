using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Mailboxes;

/// <summary>An address, encrypted, for as long as its owner wants mail. Deleting the row is the withdrawal.</summary>
[Erased(ErasureReach.Row)]
internal sealed class Mailbox
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.Consent, RetentionClock.Mailbox)]
    public required Guid SubjectId { get; init; }

    [Personal(
        PersonalCategory.Contact,
        Purpose.NotifyByEmail,
        LawfulBasis.Consent,
        RetentionClock.Mailbox,
        Recipients = Recipients.Staff | Recipients.MailServices)]
    public required byte[] Address { get; set; }

    /// <summary>0 for the subject's own key; else the version of the key that all mailboxes once had in common.</summary>
    [NotPersonal]
    public required int KeyVersion { get; set; }

    /// <summary>When an address that its owner has not confirmed goes; null once it is confirmed.</summary>
    [NotPersonal]
    [Due("unconfirmed_mailboxes", RetentionClock.Mailbox)]
    public DateTimeOffset? UnconfirmedUntil { get; set; }

    /// <summary>SHA-256 of the token that confirms the address; null once it has been used.</summary>
    [Secret]
    public byte[]? ConfirmationHash { get; set; }

    /// <summary>The same token, encrypted like the address, for the mail that asks.</summary>
    [Secret]
    public byte[]? ConfirmationToken { get; set; }
}

internal sealed class MailboxConfiguration : IEntityTypeConfiguration<Mailbox>
{
    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.ToTable("mailboxes").HasKey(mailbox => mailbox.SubjectId);
        builder.Property(mailbox => mailbox.SubjectId).ValueGeneratedNever();
        builder.HasIndex(mailbox => mailbox.UnconfirmedUntil);
        builder.HasIndex(mailbox => mailbox.ConfirmationHash).IsUnique();
    }
}
