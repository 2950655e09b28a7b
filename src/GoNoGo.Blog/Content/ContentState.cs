using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Blog.Content;

/// <summary>
/// Up to which commit moves of posts have been applied: one row, so that each is applied once, by whichever node comes first.
/// </summary>
internal sealed class ContentState
{
    public const int OnlyId = 1;

    [NotPersonal]
    public int Id { get; init; } = OnlyId;

    [NotPersonal]
    public required string Commit { get; set; }
}

internal sealed class ContentStateConfiguration : IEntityTypeConfiguration<ContentState>
{
    public void Configure(EntityTypeBuilder<ContentState> builder)
    {
        builder.ToTable("content_state").HasKey(state => state.Id);
        builder.Property(state => state.Id).ValueGeneratedNever();
        builder.Property(state => state.Commit).HasMaxLength(64).IsConcurrencyToken();
    }
}
