using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>A mail that is to leave, or has: who gets which, about what, and what became of it. No address and no text is here.</summary>
[Erased(ErasureReach.Row)]
internal sealed class Mail
{
    /// <summary>The delivery's id, from which the Message-ID follows.</summary>
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    public required string Kind { get; init; }

    /// <summary>A subject's id, or that of somebody of the staff; empty where only the request knows to whom it goes.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.MailLog)]
    public required Guid RecipientId { get; set; }

    /// <summary>What it is about: the id of a comment or request, a commit, a day.</summary>
    [Personal(PersonalCategory.Activity, Purpose.NotifyByEmail, LawfulBasis.LegitimateInterest, RetentionClock.MailLog)]
    public required string ResourceId { get; init; }

    [NotPersonal]
    public MailStatus Status { get; set; }

    /// <summary>Why it was skipped, or the type of the last error.</summary>
    [NotPersonal]
    public string? Reason { get; set; }

    [NotPersonal]
    public int Attempts { get; set; }

    [NotPersonal]
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Before which it does not leave.</summary>
    [NotPersonal]
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Since when attempts have failed; null where the last did not.</summary>
    [NotPersonal]
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>When its text was last about to leave.</summary>
    [NotPersonal]
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>How many copies were about to leave of which nothing is known: each may have arrived.</summary>
    [NotPersonal]
    public int Unanswered { get; set; }

    [NotPersonal]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When this row goes; null while the mail may still leave.</summary>
    [NotPersonal]
    [Due("mails", RetentionClock.MailLog)]
    public DateTimeOffset? RetainUntil { get; set; }

    /// <summary>Rises with every change, so that of two senders at the same moment one begins; the other finds a copy on its way.</summary>
    [NotPersonal]
    public int Revision { get; set; }
}

/// <summary>What became of a mail.</summary>
public enum MailStatus
{
    /// <summary>It waits, for its time or for its next attempt.</summary>
    Queued,

    /// <summary>The relay, or the folder, has it.</summary>
    Delivered,

    /// <summary>It was not to be sent any more.</summary>
    Skipped,

    /// <summary>It could not be sent.</summary>
    Failed,
}

internal sealed class MailConfiguration : IEntityTypeConfiguration<Mail>
{
    public void Configure(EntityTypeBuilder<Mail> builder)
    {
        builder.ToTable("mails").HasKey(mail => mail.Id);
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Kind).HasMaxLength(50);
        builder.Property(mail => mail.ResourceId).HasMaxLength(100);
        builder.Property(mail => mail.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(mail => mail.Reason).HasMaxLength(100);
        builder.Property(mail => mail.Revision).IsConcurrencyToken();
        builder.HasIndex(mail => new { mail.RecipientId, mail.LeftAt });
        builder.HasIndex(mail => new { mail.Status, mail.QueuedAt });
        builder.HasIndex(mail => new { mail.ResourceId, mail.Kind });
        builder.HasIndex(mail => new { mail.Status, mail.DueAt });

        // Two comments at the same moment must not both queue the mail that tells of all that waits.
        builder.HasIndex(mail => new { mail.RecipientId, mail.Kind, mail.ResourceId })
            .HasFilter("resource_id = 'waiting' AND status = 'Queued'").IsUnique();
        builder.HasIndex(mail => mail.LeftAt);
        builder.HasIndex(mail => mail.EndedAt);
        builder.HasIndex(mail => mail.RetainUntil);
    }
}
