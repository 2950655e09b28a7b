using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Integrations.Email.Ledger;

/// <summary>
/// That a mail has left, or is about to, for as long as the caps count it. It is not a person's: who comments under somebody's address
/// and erases it again must not get another try by that.
/// </summary>
[Erased(ErasureReach.Kept, Reason = "Counted for a day so that nobody can have a stranger's mailbox filled (art. 6(1)(f), 17(1)(c)).")]
internal sealed class MailDeparture
{
    [NotPersonal]
    public required Guid MailId { get; init; }

    /// <summary>The mailbox as a keyed tag, the same for all ways of writing one address.</summary>
    [OfSubject(SubjectLink.EmailTag)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.MailCount)]
    public required string EmailTag { get; init; }

    [NotPersonal]
    public required string Kind { get; init; }

    /// <summary>When its text was last about to leave.</summary>
    [NotPersonal]
    public required DateTimeOffset At { get; set; }

    /// <summary>When it is not counted any more.</summary>
    [NotPersonal]
    [Due("mail_departures", RetentionClock.MailCount)]
    public required DateTimeOffset Until { get; set; }
}

internal sealed class MailDepartureConfiguration : IEntityTypeConfiguration<MailDeparture>
{
    public void Configure(EntityTypeBuilder<MailDeparture> builder)
    {
        builder.ToTable("mail_departures").HasKey(departure => departure.MailId);
        builder.Property(departure => departure.MailId).ValueGeneratedNever();
        builder.Property(departure => departure.EmailTag).HasMaxLength(64);
        builder.Property(departure => departure.Kind).HasMaxLength(50);
        builder.HasIndex(departure => new { departure.EmailTag, departure.At });
        builder.HasIndex(departure => new { departure.Kind, departure.At });
        builder.HasIndex(departure => departure.At);
        builder.HasIndex(departure => departure.Until);
    }
}
