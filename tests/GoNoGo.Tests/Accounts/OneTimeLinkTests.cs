using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace GoNoGo.Tests.Accounts;

/// <summary>Links with which people begin: good once, for a day, and for whom they were made.</summary>
public sealed class OneTimeLinkTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_first_link_makes_an_administrator_once_and_there_is_no_other(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var older = await FirstAsync(house);
        var token = await FirstAsync(house);
        Assert.IsType<LinkOver>((await FindAsync(house, older!)).Error);

        var ada = await house.SetUpAsync(token!, "ada");

        Assert.Equal(StaffRoles.Administrator, (await house.FindAsync(ada.SecretId))!.Roles);
        Assert.IsType<LinkOver>((await FindAsync(house, token!)).Error);
        Assert.Null(await FirstAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_link_is_over_after_a_day(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var token = await FirstAsync(house);
        var chosen = await ChosenAsync(house, token!);
        house.Clock.Advance(OneTimeLinks.Lifetime);

        Assert.IsType<LinkOver>((await FindAsync(house, token!)).Error);
        Assert.IsType<LinkOver>((await house.TrySetUpAsync(token!, "ada", chosen)).Error);
        Assert.Empty(await house.RowsAsync<StaffAccount>());
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<OneTimeLink>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_who_use_a_link_at_once_make_one_account(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var token = (await FirstAsync(house))!;
        var chosen = await ChosenAsync(house, token);

        var both = await Task.WhenAll(house.TrySetUpAsync(token, "ada", chosen), house.TrySetUpAsync(token, "eve", chosen));

        Assert.Single(both, result => result.Error is null);
        Assert.Single(await house.RowsAsync<StaffAccount>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_is_wrong_leaves_the_link_good(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var token = (await FirstAsync(house))!;
        var chosen = await ChosenAsync(house, token);

        Assert.IsType<HandleInvalid>((await house.TrySetUpAsync(token, "ada@example.org", chosen)).Error);
        Assert.IsType<PasswordTooShort>((await house.TrySetUpAsync(token, "ada", chosen with { Password = "elevenchars" })).Error);
        Assert.IsType<PasswordKnown>((await house.TrySetUpAsync(token, "ada", chosen with { Password = "Qwerty123456" })).Error);
        Assert.IsType<CodeWrong>((await house.TrySetUpAsync(token, "ada", chosen with { Code = "000000" })).Error);
        Assert.IsType<CodeWrong>((await house.TrySetUpAsync(token, "ada", chosen with { SealedOffer = "AAAA" })).Error);

        Assert.Null((await house.TrySetUpAsync(token, "ada", chosen)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_reset_takes_everything_away_and_its_link_replaces_those_before(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var first = await ResetAsync(house, "ada");
        var second = await ResetAsync(house, "ADA");

        Assert.Null(await house.FindAsync(ada.SecretId));
        Assert.IsType<LinkOver>((await FindAsync(house, first)).Error);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var attempt = new PasswordAttempt("ada", StaffHouse.Password, StaffHouse.CodeNow(house, ada.Secret));
        Assert.IsType<SignInRefused>((await house.TrySignInAsync(attempt)).Error);
        Assert.NotNull(await house.FindAsync((await house.SetUpAsync(second, "ada")).SecretId));
    }

    private static Task<string?> FirstAsync(CommentHouse house) =>
        house.InScopeAsync(scope => scope.GetRequiredService<OneTimeLinks>().OfferFirstAsync(Cancelled));

    private static Task<GoNoGo.Platform.Results.Result<SetUpOffer>> FindAsync(CommentHouse house, string token) =>
        house.InScopeAsync(scope => scope.GetRequiredService<OneTimeLinks>().FindAsync(token, Cancelled));

    private static async Task<string> ResetAsync(CommentHouse house, string handle) => StaffHouse.Good(await house.InScopeAsync(scope =>
        scope.GetRequiredService<StaffDirectory>().ResetAsync(null, handle, Cancelled))).Token;

    private static async Task<NewPassword> ChosenAsync(CommentHouse house, string token) =>
        ChosenFor(house, StaffHouse.Good(await FindAsync(house, token)).Holder);

    private static NewPassword ChosenFor(CommentHouse house, string holder)
    {
        var offer = house.Service<TotpSecrets>().Offer(holder, "A blog", "ada");
        return new NewPassword(StaffHouse.Password, offer.Sealed, StaffHouse.CodeNow(house, Base32Encoding.ToBytes(offer.Secret)));
    }
}
