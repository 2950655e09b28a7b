using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Accounts;

/// <summary>Signing in by password and code: one step that nobody can take half of, and tries that are counted.</summary>
public sealed class SignInTests
{
    private static readonly TimeSpan NextCode = TimeSpan.FromSeconds(30);

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Password_and_code_sign_in_and_no_code_is_good_twice(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        house.Clock.Advance(NextCode);
        var attempt = new PasswordAttempt("Ada ", StaffHouse.Password, StaffHouse.CodeNow(house, ada.Secret));

        var signedIn = StaffHouse.Good(await house.TrySignInAsync(attempt));

        Assert.Equal("ada", (await house.FindAsync(signedIn.SecretId))?.Handle);
        Assert.IsType<SignInRefused>((await house.TrySignInAsync(attempt)).Error);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "staff.signed_in", Actor: AuditActor.Staff });
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task No_part_of_it_can_be_left_out_and_each_refusal_is_the_same(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var grace = await house.AddAsync("grace");
        house.Clock.Advance(NextCode);
        var (own, others) = (StaffHouse.CodeNow(house, ada.Secret), StaffHouse.CodeNow(house, grace.Secret));
        PasswordAttempt[] attempts =
        [
            new("ada", StaffHouse.Password, ""),
            new("ada", StaffHouse.Password, others),
            new("ada", StaffHouse.Password, grace.RecoveryCodes[0]),
            new("ada", "", own),
            new("ada", "the password of somebody else", own),
            new("nobody", StaffHouse.Password, own),
            new("no name at all", StaffHouse.Password, own),
        ];

        foreach (var attempt in attempts)
        {
            Assert.Equal(new SignInRefused(), (await house.TrySignInAsync(attempt)).Error);
        }

        Assert.Null((await house.TrySignInAsync(new PasswordAttempt("ada", StaffHouse.Password, own))).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_recovery_code_stands_in_for_a_code_once(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        Assert.Equal(RecoveryCodes.Count, ada.RecoveryCodes.Count);
        var attempt = new PasswordAttempt("ada", StaffHouse.Password, ada.RecoveryCodes[3].ToUpperInvariant().Replace('-', ' '));

        var both = await Task.WhenAll(house.TrySignInAsync(attempt), house.TrySignInAsync(attempt));

        Assert.Single(both, result => result.Error is null);
        Assert.NotNull((await house.TrySignInAsync(attempt)).Error);
        Assert.Equal(RecoveryCodes.Count - 1, (await house.RowsAsync<RecoveryCode>()).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_hundred_wrong_passwords_at_once_are_all_counted(DatabaseProvider provider)
    {
        const int Tries = 200;
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");

        var refusals = await Task.WhenAll(Enumerable.Range(0, Tries).Select(async number =>
            (await house.TrySignInAsync(new PasswordAttempt("ada", $"guess number {number} of many", "123456"))).Error));

        Assert.Equal(Tries, (await house.RowsAsync<SignInAttempt>()).Count);
        Assert.InRange(refusals.Count(refusal => refusal is SignInRefused), 0, SignInGate.TriesPerHandle);
        Assert.All(refusals, refusal => Assert.True(refusal is SignInRefused or TooManyTries));

        house.Clock.Advance(NextCode);
        Assert.IsType<TooManyTries>(await RightAsync());
        house.Clock.Advance(SignInGate.Window);
        Assert.Null(await RightAsync());
        Assert.Empty(await house.RowsAsync<SignInAttempt>());

        async Task<GoNoGo.Platform.Results.Error?> RightAsync() => (await house.TrySignInAsync(
            new PasswordAttempt("ada", StaffHouse.Password, StaffHouse.CodeNow(house, ada.Secret)))).Error;
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Tries_of_a_name_that_nobody_has_are_stopped_the_same_way(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var attempt = new PasswordAttempt("nobody", "some password or other", "123456");

        for (var tries = 1; tries <= SignInGate.TriesPerHandle; tries++)
        {
            Assert.IsType<SignInRefused>((await house.TrySignInAsync(attempt)).Error);
        }

        Assert.IsType<TooManyTries>((await house.TrySignInAsync(attempt)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_signing_in_leaves_behind_holds_no_password_code_or_name(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        await house.SignInAsync(ada);
        var account = Assert.Single(await house.RowsAsync<StaffAccount>());

        Assert.DoesNotContain(Convert.ToHexString(ada.Secret), Convert.ToHexString(account.SealedTotpSecret!), StringComparison.Ordinal);
        Assert.DoesNotContain(
            await house.RowsAsync<GoNoGo.Accounts.Sessions.Session>(),
            session => System.Text.Encoding.ASCII.GetString(session.IdHash) == ada.SecretId);
        await house.TrySignInAsync(new PasswordAttempt("mistyped", "x", "y"));
        var attempts = await house.RowsAsync<SignInAttempt>();
        Assert.All(attempts, row => Assert.DoesNotContain("mistyped", row.HandleTag, StringComparison.Ordinal));
    }
}
