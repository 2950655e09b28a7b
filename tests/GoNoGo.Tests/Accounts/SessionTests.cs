using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace GoNoGo.Tests.Accounts;

/// <summary>Sessions end when they should, for every server at once, and follow their person no further than they may.</summary>
public sealed class SessionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_session_ends_after_a_day_however_much_it_is_used(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");

        for (var used = TimeSpan.Zero; used < SessionStore.Lifetime; used += TimeSpan.FromHours(1))
        {
            Assert.NotNull(await house.FindAsync(ada.SecretId));
            house.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Null(await house.FindAsync(ada.SecretId));
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<Session>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_session_that_nobody_uses_ends_after_two_hours(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        house.Clock.Advance(SessionStore.IdleLimit - TimeSpan.FromSeconds(1));
        Assert.NotNull(await house.FindAsync(ada.SecretId));

        house.Clock.Advance(SessionStore.IdleLimit);

        Assert.Null(await house.FindAsync(ada.SecretId));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Another_network_within_a_day_asks_again_before_what_is_dangerous_and_throws_nobody_out(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        Assert.False((await house.FindAsync(ada.SecretId))!.MustConfirm);

        Assert.True((await house.FindAsync(ada.SecretId, Elsewhere("20280229:train")))!.MustConfirm);
        Assert.True((await house.FindAsync(ada.SecretId))!.MustConfirm);
        Assert.True(Assert.Single(await ListAsync(house)).HasMoved);

        var person = (await house.FindAsync(ada.SecretId))!;
        var renewed = await ConfirmAsync(house, ada, person);
        Assert.Null(await house.FindAsync(ada.SecretId));
        Assert.False((await house.FindAsync(renewed))!.MustConfirm);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Midnight_is_no_change_of_network(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");

        Assert.False((await house.FindAsync(ada.SecretId, Elsewhere("20280301:other")))!.MustConfirm);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_showed_who_they_are_long_ago_is_asked_again(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        house.Clock.Advance(SessionStore.ConfirmationLifetime + TimeSpan.FromSeconds(1));

        Assert.True((await house.FindAsync(ada.SecretId))!.MustConfirm);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Signing_in_ends_the_session_that_the_browser_had_and_signing_out_the_one_it_has(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var attempt = new PasswordAttempt("ada", StaffHouse.Password, StaffHouse.CodeNow(house, ada.Secret));

        var next = StaffHouse.Good(await house.TrySignInAsync(attempt, previous: ada.SecretId)).SecretId;

        Assert.Null(await house.FindAsync(ada.SecretId));
        var person = (await house.FindAsync(next))!;
        await house.InScopeAsync(scope => scope.GetRequiredService<SignInService>().SignOutAsync(person, Cancelled));
        Assert.Null(await house.FindAsync(next));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_new_password_signs_out_everywhere_else_and_renews_the_session_that_set_it(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var elsewhere = await house.SignInAsync(ada);
        var person = (await house.FindAsync(ada.SecretId))!;
        var offer = house.Service<TotpSecrets>().Offer(person.AuditTag, "A blog", "ada");
        var chosen = new NewPassword(
            "another lamp beside the door", offer.Sealed, StaffHouse.CodeNow(house, Base32Encoding.ToBytes(offer.Secret)));

        var changed = StaffHouse.Good(await house.InScopeAsync(scope =>
            scope.GetRequiredService<OwnAccount>().SetPasswordAsync(person, chosen, StaffHouse.Home, Cancelled)));

        Assert.Null(await house.FindAsync(elsewhere));
        Assert.Null(await house.FindAsync(ada.SecretId));
        Assert.NotNull(await house.FindAsync(changed.SecretId));
        Assert.Equal(RecoveryCodes.Count, changed.RecoveryCodes?.Count);
        Assert.DoesNotContain(changed.RecoveryCodes!, code => ada.RecoveryCodes.Contains(code));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_session_is_ended_by_its_owner_and_by_an_administrator_and_by_nobody_else(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var mia = await house.AddAsync("mia", StaffRoles.Moderator);
        var (admin, moderator) = ((await house.FindAsync(ada.SecretId))!, (await house.FindAsync(mia.SecretId))!);

        Assert.IsType<SessionNotFound>((await EndOwnAsync(moderator, admin.SessionId)).Error);
        Assert.NotNull(await house.FindAsync(ada.SecretId));
        StaffHouse.Good(await house.InScopeAsync(scope =>
            scope.GetRequiredService<StaffDirectory>().EndSessionAsync(admin, moderator.SessionId, Cancelled)));
        Assert.Null(await house.FindAsync(mia.SecretId));
        Assert.Equal(1, (await EndOwnAsync(admin, admin.SessionId)).Value?.Count);
        Assert.Null(await house.FindAsync(ada.SecretId));

        Task<Result<SessionsEnded>> EndOwnAsync(SignedInPerson person, Guid id) => house.InScopeAsync(scope =>
            scope.GetRequiredService<OwnAccount>().EndSessionsAsync(person, id, Cancelled));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_change_of_rights_ends_the_sessions_that_had_the_old_ones(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var mia = await house.AddAsync("mia", StaffRoles.Moderator);
        var admin = (await house.FindAsync(ada.SecretId))!;

        Assert.IsType<LastAdministrator>((await ChangeAsync("ada", StaffRoles.Author)).Error);
        Assert.IsType<RoleMissing>((await ChangeAsync("mia", StaffRoles.None)).Error);
        Assert.Null((await ChangeAsync("mia", StaffRoles.Author)).Error);

        Assert.NotNull(await house.FindAsync(ada.SecretId));
        Assert.Null(await house.FindAsync(mia.SecretId));

        Task<GoNoGo.Platform.Results.Result<StaffView>> ChangeAsync(string handle, StaffRoles roles) => house.InScopeAsync(scope =>
            scope.GetRequiredService<StaffDirectory>().ChangeRolesAsync(admin, handle, roles, Cancelled));
    }

    private static Visit Elsewhere(string network) => StaffHouse.Home with { Network = new NetworkTag(network) };

    private static Task<IReadOnlyList<SessionView>> ListAsync(Comments.CommentHouse house) =>
        house.InScopeAsync(scope => scope.GetRequiredService<SessionStore>().ListAsync(accountId: null, Cancelled));

    private static async Task<string> ConfirmAsync(Comments.CommentHouse house, Person ada, SignedInPerson person)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var attempt = new PasswordAttempt("", StaffHouse.Password, StaffHouse.CodeNow(house, ada.Secret));
        return StaffHouse.Good(await house.InScopeAsync(scope =>
            scope.GetRequiredService<SignInService>().ConfirmByPasswordAsync(person, attempt, StaffHouse.Home, Cancelled))).SecretId;
    }
}
