using GoNoGo.Accounts.SignIn;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Accounts;

/// <summary>What may be done only as long as something is left holds for those who do it at the same moment.</summary>
public sealed class StaffRaceTests
{
    private const int Rounds = 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_administrators_who_demote_or_remove_each_other_one_stays(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        for (var round = 0; round < Rounds; round++)
        {
            string[] pair = [$"ada-{round}", $"ben-{round}"];
            foreach (var handle in pair)
            {
                await WithStaffAsync(house, staff => staff.AddAsync(null, handle, StaffRoles.Administrator, Cancelled));
            }

            foreach (var handle in (await PeopleAsync(house)).Select(person => person.Handle).Except(pair, StringComparer.Ordinal))
            {
                await WithStaffAsync(house, staff => staff.RemoveAsync(null, handle, Cancelled));
            }

            var isRemoval = round % 2 == 1;
            var results = await Task.WhenAll(pair.Select(handle => Task.Run(() => WithStaffAsync(house, staff => isRemoval
                ? staff.RemoveAsync(null, handle, Cancelled)
                : staff.ChangeRolesAsync(null, handle, StaffRoles.Moderator, Cancelled)))));

            Assert.Single(results, result => result.Error is LastAdministrator);
            Assert.Single(await PeopleAsync(house), person => person.Roles.HasFlag(StaffRoles.Administrator));
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_has_more_than_twenty_tokens_however_many_are_made_at_once(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await WithStaffAsync(house, staff => staff.AddAsync(null, "ada", StaffRoles.Administrator, Cancelled));
        var wanted = new NewApiToken("bot", [Permission.ModerateComments], 30);
        for (var count = 0; count < ApiTokens.MostPerPerson - 1; count++)
        {
            Assert.Null((await MakeAsync()).Error);
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(MakeAsync)));

        Assert.Single(results, result => result.Error is null);
        Assert.Equal(ApiTokens.MostPerPerson, (await house.RowsAsync<ApiToken>()).Count);

        Task<Result<MadeApiToken>> MakeAsync() =>
            house.WithAsync<ApiTokens, Result<MadeApiToken>>(tokens => tokens.MakeAsync(by: null, "ada", wanted, Cancelled));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_last_passkeys_that_are_revoked_at_once_one_stays(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var ada = await house.AddAsync("ada");
        var person = (await house.FindAsync(ada.SecretId))!; // They have just set the account up.
        await WithOwnAsync(own => own.AddPasskeyAsync(person, Passkey(0), StaffHouse.Home, Cancelled));
        await WithOwnAsync(own => own.RemovePasswordAsync(person, StaffHouse.Home, Cancelled));
        for (var round = 1; round <= Rounds; round++)
        {
            await WithOwnAsync(own => own.AddPasskeyAsync(person, Passkey(round), StaffHouse.Home, Cancelled));
            var ids = (await house.RowsAsync<Passkey>()).Select(passkey => passkey.Id).ToList();

            var results = await Task.WhenAll(ids.Select(id => Task.Run(() => WithOwnAsync(own =>
                own.RemovePasskeyAsync(person, id, StaffHouse.Home, Cancelled)))));

            Assert.Single(results, result => result.Error is null);
            Assert.Single(results, result => result.Error is LastWayIn);
            Assert.Single(await house.RowsAsync<Passkey>());
        }

        Task<Result<StartedSession>> WithOwnAsync(Func<OwnAccount, Task<Result<StartedSession>>> act) => house.WithAsync(act);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_session_that_is_over_ends_nothing_and_nothing_is_entered(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        var boss = (await house.FindAsync((await house.AddAsync("boss")).SecretId))!; // They have just set the account up.
        var ada = (await house.FindAsync((await house.AddAsync("ada", StaffRoles.Moderator)).SecretId))!; // The same.

        var another = await house.WithAsync<OwnAccount, Result<SessionsEnded>>(own =>
            own.EndSessionsAsync(ada, boss.SessionId, Cancelled));
        var others = await house.WithAsync<OwnAccount, Result<SessionsEnded>>(own => own.EndSessionsAsync(ada, null, Cancelled));
        var nothing = Guid.CreateVersion7(house.Clock.GetUtcNow());
        var unknown = await WithStaffAsync(house, staff => staff.EndSessionAsync(boss, nothing, Cancelled));

        Assert.Equal(("session_not_found", "session_not_found"), (another.Error?.Code, unknown.Error?.Code));
        Assert.Equal(0, others.Value?.Count);
        Assert.DoesNotContain(await EntriesAsync(house), action => action == "staff.sessions_ended");
    }

    private static async Task<IEnumerable<string>> EntriesAsync(CommentHouse house) =>
        (await house.RowsAsync<GoNoGo.Platform.Audit.AuditEntry>()).Select(entry => entry.Action);

    private static Task<IReadOnlyList<StaffView>> PeopleAsync(CommentHouse house) =>
        house.InScopeAsync(scope => scope.GetRequiredService<StaffDirectory>().ListAsync(Cancelled));

    private static Task<Result<T>> WithStaffAsync<T>(CommentHouse house, Func<StaffDirectory, Task<Result<T>>> act)
        where T : notnull => house.WithAsync(act);

    private static NewPasskey Passkey(int number) => new(
        [(byte)number], [1, 2, 3], 0, ["internal"], IsBackupEligible: false, IsBackedUp: false, "A key");
}
