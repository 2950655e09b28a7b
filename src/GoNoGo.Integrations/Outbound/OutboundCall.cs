using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Integrations.Outbound;

/// <summary>A call to a service and how it ended: neither what was sent nor what came back.</summary>
internal sealed class OutboundCall
{
    [NotPersonal]
    public required Guid Id { get; init; }

    /// <summary>Which service, such as <c>github</c>.</summary>
    [NotPersonal]
    public required string Service { get; init; }

    /// <summary>What for, such as <c>create_webhook</c>.</summary>
    [NotPersonal]
    public required string Operation { get; init; }

    /// <summary>Why it failed: the code of the refusal; null where it did not.</summary>
    [NotPersonal]
    public string? ErrorType { get; init; }

    [NotPersonal]
    public required DateTimeOffset StartedAt { get; init; }

    [NotPersonal]
    public required int DurationMilliseconds { get; init; }

    /// <summary>30 days after it began.</summary>
    [NotPersonal]
    [Due("outbound_calls", RetentionClock.CallLog)]
    public required DateTimeOffset DeleteAt { get; init; }
}

internal sealed class OutboundCallConfiguration : IEntityTypeConfiguration<OutboundCall>
{
    public void Configure(EntityTypeBuilder<OutboundCall> builder)
    {
        builder.ToTable("outbound_calls").HasKey(call => call.Id);
        builder.Property(call => call.Id).ValueGeneratedNever();
        builder.Property(call => call.Service).HasMaxLength(20);
        builder.Property(call => call.Operation).HasMaxLength(50);
        builder.Property(call => call.ErrorType).HasMaxLength(100);
        builder.HasIndex(call => new { call.Service, call.StartedAt });
        builder.HasIndex(call => call.DeleteAt);
    }
}
