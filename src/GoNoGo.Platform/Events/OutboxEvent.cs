using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Events;

/// <summary>An event as it was published: in the same transaction as what it tells of.</summary>
internal sealed class OutboxEvent
{
    /// <summary>Given by the database, rising: the order in which events of one aggregate are handled.</summary>
    [NotPersonal]
    public long Sequence { get; init; }

    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    public required string Type { get; init; }

    [NotPersonal]
    public required int Version { get; init; }

    [NotPersonal]
    public required string AggregateId { get; init; }

    [NotPersonal]
    public required Guid TransactionId { get; init; }

    [NotPersonal]
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Before which nobody handles it.</summary>
    [NotPersonal]
    public required DateTimeOffset DueAt { get; init; }

    [NotPersonal]
    public required string Payload { get; init; }

    /// <summary>The trace that it was published in; null outside one.</summary>
    [NotPersonal]
    public string? TraceId { get; init; }

    /// <summary>What the log may show of it; not stored.</summary>
    public string? View { get; init; }
}

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.ToTable("outbox_events").HasKey(outboxEvent => outboxEvent.Sequence);
        builder.HasIndex(outboxEvent => outboxEvent.Id).IsUnique();
        builder.Property(outboxEvent => outboxEvent.Type).HasMaxLength(100);
        builder.Property(outboxEvent => outboxEvent.AggregateId).HasMaxLength(400);
        builder.Property(outboxEvent => outboxEvent.TraceId).HasMaxLength(32);
        builder.Ignore(outboxEvent => outboxEvent.View);
        builder.HasIndex(outboxEvent => outboxEvent.OccurredAt);
    }
}
