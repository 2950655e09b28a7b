using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Audit;

/// <summary>An entry's place in the tree. The places are without gap from 0, in the order of sealing.</summary>
internal sealed class AuditLeaf
{
    [NotPersonal]
    public required long Position { get; init; }

    /// <summary>The entry. No foreign key: that an entry is gone must be seen, not prevented for whoever asks politely.</summary>
    [NotPersonal]
    public required long Sequence { get; init; }

    [NotPersonal]
    public required byte[] Hash { get; init; }

    /// <summary>
    /// The root of the largest perfect subtree that ends here, so that sealing goes on from a few rows; null where it is the hash.
    /// </summary>
    [NotPersonal]
    public required byte[]? Subtree { get; init; }
}

internal sealed class AuditLeafConfiguration : IEntityTypeConfiguration<AuditLeaf>
{
    public void Configure(EntityTypeBuilder<AuditLeaf> builder)
    {
        builder.ToTable("audit_leaves").HasKey(leaf => leaf.Position);
        builder.Property(leaf => leaf.Position).ValueGeneratedNever();
        builder.HasIndex(leaf => leaf.Sequence).IsUnique();
    }
}
