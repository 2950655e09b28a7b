using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Blog.Content;

/// <summary>That a commit has been told of, so that each is told of once, whichever node takes it over and however it was found.</summary>
internal sealed class AnnouncedCommit
{
    [NotPersonal]
    public required string Commit { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; set; }
}

internal sealed class AnnouncedCommitConfiguration : IEntityTypeConfiguration<AnnouncedCommit>
{
    public void Configure(EntityTypeBuilder<AnnouncedCommit> builder)
    {
        builder.ToTable("announced_commits").HasKey(announced => announced.Commit);
        builder.Property(announced => announced.Commit).HasMaxLength(64);
    }
}
