using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.SignIn;

/// <summary>That a password was tried. One row each, so that no two tries at once count as one.</summary>
[Erased(ErasureReach.Row)]
internal sealed class SignInAttempt
{
    [NotPersonal]
    public required Guid Id { get; init; }

    /// <summary>Whose name was tried; null for one that nobody has.</summary>
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public Guid? AccountId { get; init; }

    /// <summary>The handle that was typed, known or not, as a tag of its day.</summary>
    [Personal(PersonalCategory.Pseudonym, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public required string HandleTag { get; init; }

    [Personal(PersonalCategory.NetworkTag, Purpose.PreventAbuse, LawfulBasis.LegitimateInterest, RetentionClock.Session)]
    public string? NetworkTag { get; init; }

    [NotPersonal]
    public required DateTimeOffset At { get; init; }

    [NotPersonal]
    [Due("sign_in_attempts", RetentionClock.Session)]
    public required DateTimeOffset DeleteAt { get; init; }
}

internal sealed class SignInAttemptConfiguration : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.ToTable("sign_in_attempts").HasKey(attempt => attempt.Id);
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.HandleTag).HasMaxLength(100);
        builder.Property(attempt => attempt.NetworkTag).HasMaxLength(100);
        builder.HasIndex(attempt => new { attempt.HandleTag, attempt.At });
        builder.HasIndex(attempt => new { attempt.NetworkTag, attempt.At });
        builder.HasIndex(attempt => attempt.DeleteAt);
    }
}
