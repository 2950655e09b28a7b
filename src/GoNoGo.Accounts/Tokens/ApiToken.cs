using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Tokens;

/// <summary>With what a program of a person uses the API in their name. Of the secret only its hash is here.</summary>
[Erased(ErasureReach.Row)]
internal sealed class ApiToken
{
    /// <summary>Under which its owner sees and revokes it.</summary>
    [NotPersonal]
    public required Guid Id { get; init; }

    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required Guid AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    [Personal(PersonalCategory.Name, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required string Name { get; init; }

    /// <summary>The part of the token that is no secret: it is found and known again by it.</summary>
    [NotPersonal]
    public required string Mark { get; init; }

    /// <summary>SHA-256 of the 256 random bits in the token.</summary>
    [Secret]
    public required byte[] Hash { get; init; }

    /// <summary>Names of permissions, joined by commas; never more than the roles of the person had when they last changed.</summary>
    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required string Permissions { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required DateTimeOffset CreatedAt { get; init; }

    [NotPersonal]
    [Due("api_tokens", RetentionClock.Account)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The beginning of the day it was last used, UTC: no hour tells when somebody works.</summary>
    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public DateTimeOffset? LastUsedOn { get; set; }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens").HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.Name).HasMaxLength(NewApiToken.LongestName);
        builder.Property(token => token.Mark).HasMaxLength(ApiTokenText.MarkLength);
        builder.Property(token => token.Permissions).HasMaxLength(500);
        builder.HasIndex(token => token.Mark);
        builder.HasIndex(token => token.AccountId);
        builder.HasIndex(token => token.ExpiresAt);
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(token => token.AccountId);
    }
}
