using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Erasure;

/// <summary>That an erasure of the ledger was carried out in this database: what has no mark here has to be repeated.</summary>
internal sealed class ErasureMark
{
    /// <summary>The id of the entry in the ledger.</summary>
    [NotPersonal]
    public required Guid LedgerId { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }
}

internal sealed class ErasureMarkConfiguration : IEntityTypeConfiguration<ErasureMark>
{
    public void Configure(EntityTypeBuilder<ErasureMark> builder)
    {
        builder.ToTable("erasure_marks").HasKey(mark => mark.LedgerId);
        builder.Property(mark => mark.LedgerId).ValueGeneratedNever();
    }
}
