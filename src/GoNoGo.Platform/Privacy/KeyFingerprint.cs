using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Privacy;

/// <summary>
/// By which a database knows the keys that its rows were written under, and the store with the keys of people: neither leads to a key.
/// </summary>
internal sealed class KeyFingerprint
{
    /// <summary>The purpose of a lasting key, or <c>people</c> for the store with the keys of people.</summary>
    [NotPersonal]
    public required string Purpose { get; init; }

    /// <summary>The version of the key; 0 for the store.</summary>
    [NotPersonal]
    public required int Version { get; init; }

    /// <summary>An HMAC under the key itself, in hexadecimal digits; of the store the random id that it was given.</summary>
    [NotPersonal]
    public required string Fingerprint { get; init; }
}

internal sealed class KeyFingerprintConfiguration : IEntityTypeConfiguration<KeyFingerprint>
{
    public void Configure(EntityTypeBuilder<KeyFingerprint> builder)
    {
        builder.ToTable("key_fingerprints").HasKey(row => new { row.Purpose, row.Version });
        builder.Property(row => row.Purpose).HasMaxLength(40);
        builder.Property(row => row.Fingerprint).HasMaxLength(64);
    }
}
