using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Integrations.Webhooks;

/// <summary>
/// A webhook that was taken, and with it the work that it asks for: to look at the repository. Nothing of its payload is kept but what
/// tells it from another.
/// </summary>
internal sealed class WebhookDelivery
{
    [NotPersonal]
    public required Guid Id { get; init; }

    /// <summary>Which kind of hosting service sent it, such as <c>github</c>.</summary>
    [NotPersonal]
    public required string Source { get; init; }

    /// <summary>The id that the service gave it; not signed, so that it tells repetitions and nothing else.</summary>
    [NotPersonal]
    public string? DeliveryId { get; init; }

    /// <summary>SHA-256 of the body, hexadecimal: a repetition under another id has the same.</summary>
    [NotPersonal]
    public required string BodyDigest { get; init; }

    [NotPersonal]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the repository has been looked at since.</summary>
    [NotPersonal]
    public required bool IsDone { get; set; }

    [NotPersonal]
    [Due("webhook_deliveries", RetentionClock.Idempotency)]
    public required DateTimeOffset DeleteAt { get; init; }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("webhook_deliveries").HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Source).HasMaxLength(20);
        builder.Property(delivery => delivery.DeliveryId).HasMaxLength(100);
        builder.Property(delivery => delivery.BodyDigest).HasMaxLength(64);
        builder.HasIndex(delivery => new { delivery.Source, delivery.DeliveryId }).IsUnique();
        builder.HasIndex(delivery => delivery.BodyDigest).IsUnique();
        builder.HasIndex(delivery => delivery.IsDone);
        builder.HasIndex(delivery => delivery.DeleteAt);
    }
}
