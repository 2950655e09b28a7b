using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>How often something was done on one day: a number, with nobody in it.</summary>
internal sealed class UserActionCount
{
    /// <summary>UTC, as yyyyMMdd.</summary>
    [NotPersonal]
    public required int Day { get; init; }

    [NotPersonal]
    public required string Type { get; init; }

    /// <summary>What it was done to: a post's slug, a purpose and act, or nothing.</summary>
    [NotPersonal]
    public required string Subject { get; init; }

    /// <summary>The domain that led here, or nothing.</summary>
    [NotPersonal]
    public required string ReferrerDomain { get; init; }

    [NotPersonal]
    public required long Count { get; init; }

    [NotPersonal]
    [Due("user_action_counts", RetentionClock.Statistics)]
    public required DateTimeOffset DeleteAt { get; init; }
}

internal sealed class UserActionCountConfiguration : IEntityTypeConfiguration<UserActionCount>
{
    public void Configure(EntityTypeBuilder<UserActionCount> builder)
    {
        builder.ToTable("user_action_counts").HasKey(count => new { count.Day, count.Type, count.Subject, count.ReferrerDomain });
        builder.Property(count => count.Type).HasMaxLength(50);
        builder.Property(count => count.Subject).HasMaxLength(400);
        builder.Property(count => count.ReferrerDomain).HasMaxLength(CountedAction.LongestDomain);
        builder.HasIndex(count => count.DeleteAt);
    }
}
