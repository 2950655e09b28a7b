using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.SignIn;

/// <summary>Stands once in place of a one-time code, for who has lost the device that makes them; gone when it is used.</summary>
[Erased(ErasureReach.Row, GoesWith = "staff_accounts")]
internal sealed class RecoveryCode
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required Guid AccountId { get; init; }

    [Secret]
    public required byte[] Hash { get; init; }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder) =>
        builder.ToTable("recovery_codes").HasKey(code => new { code.AccountId, code.Hash });
}
