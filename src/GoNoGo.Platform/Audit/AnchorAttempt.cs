using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>That a checkpoint was taken to an outside place, and how that ended; written after the call.</summary>
internal sealed class AnchorAttempt
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    public required long Size { get; init; }

    [NotPersonal]
    public required string Anchor { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the outcome's type.</summary>
    [NotPersonal]
    public required string Outcome { get; init; }

    [NotPersonal]
    public required string? ErrorType { get; init; }
}

internal sealed class AnchorAttemptConfiguration : IEntityTypeConfiguration<AnchorAttempt>
{
    public void Configure(EntityTypeBuilder<AnchorAttempt> builder)
    {
        builder.ToTable("audit_anchors").HasKey(attempt => attempt.Id);
        builder.Property(attempt => attempt.Anchor).HasMaxLength(50);
        builder.Property(attempt => attempt.Outcome).HasMaxLength(20);
        builder.Property(attempt => attempt.ErrorType).HasMaxLength(200);
        builder.HasIndex(attempt => new { attempt.Anchor, attempt.At });
    }
}
