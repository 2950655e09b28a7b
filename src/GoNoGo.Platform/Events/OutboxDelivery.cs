using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Events;

/// <summary>What one handler has still to do with one event: a row for each (event, handler), written with the event.</summary>
internal sealed class OutboxDelivery
{
    [NotPersonal]
    public long EventSequence { get; init; }

    public required OutboxEvent Event { get; init; }

    [NotPersonal]
    public required string Handler { get; init; }

    [NotPersonal]
    public required string AggregateId { get; init; }

    [NotPersonal]
    public DeliveryStatus Status { get; set; }

    [NotPersonal]
    public int Attempts { get; set; }

    [NotPersonal]
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Until when the claimer may work on it; afterwards it is anybody's again.</summary>
    [NotPersonal]
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Who claimed it; an answer under another token comes too late.</summary>
    [NotPersonal]
    public Guid? LeaseToken { get; set; }

    /// <summary>The type of the last error, never its text.</summary>
    [NotPersonal]
    public string? LastErrorType { get; set; }

    [NotPersonal]
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>The life of a delivery.</summary>
internal enum DeliveryStatus
{
    Available,
    Done,
    Dead,
    Discarded,
}

internal sealed class OutboxDeliveryConfiguration : IEntityTypeConfiguration<OutboxDelivery>
{
    public void Configure(EntityTypeBuilder<OutboxDelivery> builder)
    {
        builder.ToTable("outbox_deliveries").HasKey(delivery => new { delivery.EventSequence, delivery.Handler });
        builder.HasOne(delivery => delivery.Event).WithMany().HasForeignKey(delivery => delivery.EventSequence);
        builder.Property(delivery => delivery.Handler).HasMaxLength(100);
        builder.Property(delivery => delivery.Status).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(delivery => new { delivery.Status, delivery.DueAt });
        builder.HasIndex(delivery => new { delivery.Handler, delivery.AggregateId, delivery.EventSequence });
    }
}
