using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.Breach;

/// <summary>
/// A personal data breach as GDPR art. 33(5) has it documented: facts, effects, what was done. It names nobody, and is kept for as long as
/// the authority may ask, which has no end.
/// </summary>
internal sealed class BreachRecord
{
    [NotPersonal]
    public required Guid Id { get; init; }

    [NotPersonal]
    public required DateTimeOffset BeganAt { get; init; }

    [NotPersonal]
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Since when the clock of 72 hours runs.</summary>
    [NotPersonal]
    public required DateTimeOffset AwareAt { get; init; }

    /// <summary>How many people there were data of.</summary>
    [NotPersonal]
    public required int Subjects { get; init; }

    [NotPersonal]
    public string Facts { get; set; } = "";

    [NotPersonal]
    public string Effects { get; set; } = "";

    [NotPersonal]
    public string Remedy { get; set; } = "";

    /// <summary>When the authority was told; null where it was not, whose reason is among the facts.</summary>
    [NotPersonal]
    public DateTimeOffset? AuthorityToldAt { get; set; }
}

internal sealed class BreachRecordConfiguration : IEntityTypeConfiguration<BreachRecord>
{
    public void Configure(EntityTypeBuilder<BreachRecord> builder)
    {
        builder.ToTable("breaches").HasKey(breach => breach.Id);
        builder.Property(breach => breach.Id).ValueGeneratedNever();
        builder.Property(breach => breach.Facts).HasMaxLength(BreachRegister.LongestText);
        builder.Property(breach => breach.Effects).HasMaxLength(BreachRegister.LongestText);
        builder.Property(breach => breach.Remedy).HasMaxLength(BreachRegister.LongestText);
    }
}
