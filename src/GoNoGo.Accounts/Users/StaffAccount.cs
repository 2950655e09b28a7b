using System.Linq.Expressions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Accounts.Users;

/// <summary>
/// Somebody who helps to run the blog, until an administrator removes them. Their address, if they give one, is elsewhere and encrypted.
/// </summary>
[Erased(ErasureReach.Row, GoesWith = "staff_accounts")]
internal sealed class StaffAccount
{
    [OfSubject(SubjectLink.Subject)]
    [Personal(PersonalCategory.Pseudonym, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required Guid Id { get; init; }

    [Personal(PersonalCategory.Name, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required string Handle { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required StaffRoles Roles { get; set; }

    [Personal(PersonalCategory.Activity, Purpose.SignIn, LawfulBasis.LegitimateInterest, RetentionClock.Account)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null where the account has no password: it signs in by passkey alone, or is not set up.</summary>
    [Secret]
    public byte[]? PasswordHash { get; set; }

    /// <summary>What one-time codes are made from, encrypted. There exactly where there is a password.</summary>
    [Secret]
    public byte[]? SealedTotpSecret { get; set; }

    [NotPersonal]
    public int? TotpKeyVersion { get; set; }

    /// <summary>The 30 seconds of the last code that was taken: no code is good twice, not even at once in two places.</summary>
    [NotPersonal]
    public long LastTotpStep { get; set; }

    public List<Passkey> Passkeys { get; init; } = [];

    public List<RecoveryCode> RecoveryCodes { get; init; } = [];
}

internal static class StaffAccountLoading
{
    /// <summary>
    /// Has units that change who is there, what they may or how they sign in take turns: each leaves somebody who may let people in, and
    /// everybody a way in.
    /// </summary>
    public static Task LockStaffAsync(this Transaction transaction, CancellationToken cancellationToken) =>
        transaction.LockAsync("staff", cancellationToken);

    /// <summary>An account with all ways to sign in to it; null where there is none.</summary>
    public static async Task<StaffAccount?> LoadWholeAsync(
        this DataContext data, Expression<Func<StaffAccount, bool>> which, CancellationToken cancellationToken)
    {
        var account = await data.Set<StaffAccount>().Include(one => one.Passkeys).SingleOrDefaultAsync(which, cancellationToken);
        if (account is not null)
        {
            await data.Entry(account).Collection(one => one.RecoveryCodes).LoadAsync(cancellationToken);
        }

        return account;
    }
}

internal sealed class StaffAccountConfiguration : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> builder)
    {
        builder.ToTable("staff_accounts").HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.Handle).HasMaxLength(Users.Handle.LongestLength);
        builder.Property(account => account.LastTotpStep).IsConcurrencyToken();
        builder.HasIndex(account => account.Handle).IsUnique();
        builder.HasMany(account => account.Passkeys).WithOne().HasForeignKey(passkey => passkey.AccountId);
        builder.HasMany(account => account.RecoveryCodes).WithOne().HasForeignKey(code => code.AccountId);
    }
}
