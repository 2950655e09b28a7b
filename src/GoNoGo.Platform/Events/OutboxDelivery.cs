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

    /// <summary>How often it was claimed.</summary>
    [NotPersonal]
    public int Attempts { get; set; }

    [NotPersonal]
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Until when the claimer may work on it; afterwards it is anybody's again.</summary>
    [NotPersonal]
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Given by the claim; an answer under another token comes too late.</summary>
    [NotPersonal]
    public Guid? LeaseToken { get; set; }

    /// <summary>The type of the last error, never its text.</summary>
    [NotPersonal]
    public string? LastErrorType { get; set; }

    /// <summary>The stable code of the last refusal, or the reason why it was skipped.</summary>
    [NotPersonal]
    public string? LastCode { get; set; }

    /// <summary>The trace of the last attempt, by which the log tells the rest.</summary>
    [NotPersonal]
    public string? LastTraceId { get; set; }

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
    Cancelled,
}

internal sealed class OutboxDeliveryConfiguration : IEntityTypeConfiguration<OutboxDelivery>
{
    // The indexes of the claim hold only what is still to be done, so that a claim costs the same after a million deliveries.
    private const string Waiting = "status = 'Available'";

    public void Configure(EntityTypeBuilder<OutboxDelivery> builder)
    {
        builder.ToTable("outbox_deliveries").HasKey(delivery => new { delivery.EventSequence, delivery.Handler });
        builder.HasOne(delivery => delivery.Event).WithMany().HasForeignKey(delivery => delivery.EventSequence);
        builder.Property(delivery => delivery.Handler).HasMaxLength(100);
        builder.Property(delivery => delivery.AggregateId).HasMaxLength(400);
        builder.Property(delivery => delivery.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(delivery => delivery.LastErrorType).HasMaxLength(200);
        builder.Property(delivery => delivery.LastCode).HasMaxLength(100);
        builder.Property(delivery => delivery.LastTraceId).HasMaxLength(32);
        builder.HasIndex(delivery => new { delivery.Handler, delivery.DueAt, delivery.EventSequence }).HasFilter(Waiting);
        builder.HasIndex(delivery => new { delivery.Handler, delivery.AggregateId, delivery.EventSequence }).HasFilter(Waiting);
        builder.HasIndex(delivery => new { delivery.Handler, delivery.DueAt, delivery.EventSequence }, "ix_outbox_deliveries_suspects")
            .HasDatabaseName("ix_outbox_deliveries_suspects")
            .HasFilter($"{Waiting} AND last_error_type = 'WorkerDied'");
        builder.HasIndex(delivery => new { delivery.Status, delivery.EndedAt });
    }
}
