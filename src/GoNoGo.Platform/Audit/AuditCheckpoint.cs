using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>A signed statement of what the tree was at one size; written with the leaves that brought it there.</summary>
internal sealed class AuditCheckpoint
{
    [NotPersonal]
    public required long Size { get; init; }

    [NotPersonal]
    public required byte[] Root { get; init; }

    /// <summary>The signed note (C2SP tlog-checkpoint), with its signatures.</summary>
    [NotPersonal]
    public required string Note { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    /// <summary>The highest sequence of an entry that was sealed by then.</summary>
    [NotPersonal]
    public required long HighestSequence { get; init; }
}

internal sealed class AuditCheckpointConfiguration : IEntityTypeConfiguration<AuditCheckpoint>
{
    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder)
    {
        builder.ToTable("audit_checkpoints").HasKey(checkpoint => checkpoint.Size);
        builder.Property(checkpoint => checkpoint.Size).ValueGeneratedNever();
        builder.Property(checkpoint => checkpoint.Note).HasMaxLength(2000);
        builder.HasIndex(checkpoint => checkpoint.At);
    }
}
