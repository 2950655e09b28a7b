using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Retention;

/// <summary>When the last sweep was: one row.</summary>
internal sealed class RetentionState
{
    public const int OnlyId = 1;

    [NotPersonal]
    public int Id { get; init; } = OnlyId;

    [NotPersonal]
    public required DateTimeOffset LastSweepAt { get; set; }
}

internal sealed class RetentionStateConfiguration : IEntityTypeConfiguration<RetentionState>
{
    public void Configure(EntityTypeBuilder<RetentionState> builder)
    {
        builder.ToTable("retention_state").HasKey(state => state.Id);
        builder.Property(state => state.Id).ValueGeneratedNever();
    }
}
