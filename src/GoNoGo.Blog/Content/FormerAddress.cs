using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Blog.Content;

/// <summary>An address that a post once had, so that links to it still arrive.</summary>
internal sealed class FormerAddress
{
    [NotPersonal]
    public required string Address { get; init; }

    /// <summary>The slug that the post has now.</summary>
    [NotPersonal]
    public required string PostId { get; set; }
}

internal sealed class FormerAddressConfiguration : IEntityTypeConfiguration<FormerAddress>
{
    public void Configure(EntityTypeBuilder<FormerAddress> builder)
    {
        builder.ToTable("former_addresses").HasKey(former => former.Address);
        builder.Property(former => former.Address).HasMaxLength(1000);
        builder.Property(former => former.PostId).HasMaxLength(400);
        builder.HasIndex(former => former.PostId);
    }
}
