using System.Text;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Tokens;
using GoNoGo.Accounts.Users;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Accounts;

/// <summary>API tokens: what a program may in somebody's name, and when it ends.</summary>
public sealed class ApiTokenTests
{
    private static readonly NewApiToken Moderating = new("bot", [Permission.ModerateComments], 30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_token_carries_what_was_chosen_and_lies_nowhere_but_as_a_hash(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await house.AddAsync("ada");

        var made = await MakeAsync(house, "ada", Moderating);
        var program = await FindAsync(house, made.Text);

        Assert.Matches("^gng_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$", made.Text);
        Assert.Equal("ada", program?.Handle);
        Assert.Equal([Permission.ModerateComments], Enum.GetValues<Permission>().Where(permission => program!.May(permission)));
        Assert.True(program!.MustConfirm);
        var row = Assert.Single(await house.RowsAsync<ApiToken>());
        Assert.NotEqual(made.Text[^43..], Encoding.UTF8.GetString(row.Hash));
        Assert.Equal(house.Clock.GetUtcNow().Date, row.LastUsedOn?.UtcDateTime);
        Assert.Equal(made.Text[..12], Assert.Single(await ListAsync(house, "ada")).Beginning);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "api_token.made");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_wrong_an_expired_and_a_revoked_token_are_worth_nothing(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await house.AddAsync("ada");
        var (kept, revoked) = (await MakeAsync(house, "ada", Moderating), await MakeAsync(house, "ada", Moderating));

        StaffHouse.Good(await house.InScopeAsync(scope => scope.GetRequiredService<ApiTokens>()
            .RevokeAsync(by: null, revoked.View.Id, onlyOwn: false, Cancelled)));

        Assert.Null(await FindAsync(house, revoked.Text));
        Assert.Null(await FindAsync(house, kept.Text[..^1] + (kept.Text[^1] == 'A' ? 'Q' : 'A')));
        Assert.Null(await FindAsync(house, kept.Text[..13] + revoked.Text[13..]));
        Assert.Null(await FindAsync(house, "gng_"));
        Assert.Null(await FindAsync(house, ""));
        Assert.NotNull(await FindAsync(house, kept.Text));
        house.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Null(await FindAsync(house, kept.Text));
        Assert.Empty(await ListAsync(house, "ada"));
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<ApiToken>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_change_of_roles_cuts_tokens_for_good_and_what_carries_nothing_ends(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await house.AddAsync("root");
        await house.AddAsync("ada");
        var both = await MakeAsync(house, "ada", new NewApiToken("both", [Permission.ModerateComments, Permission.ReadAudit], 7));
        var audit = await MakeAsync(house, "ada", new NewApiToken("audit", [Permission.ReadAudit], 7));

        await ChangeAsync(house, "ada", StaffRoles.Moderator);
        Assert.Null(await FindAsync(house, audit.Text));
        Assert.False((await FindAsync(house, both.Text))!.May(Permission.ReadAudit));

        await ChangeAsync(house, "ada", StaffRoles.Administrator);
        Assert.False((await FindAsync(house, both.Text))!.May(Permission.ReadAudit));
        Assert.True((await FindAsync(house, both.Text))!.May(Permission.ModerateComments));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Tokens_end_with_the_account_and_when_it_is_reset(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await house.AddAsync("root");
        await house.AddAsync("ada");
        await house.AddAsync("grace");
        var (first, second) = (await MakeAsync(house, "ada", Moderating), await MakeAsync(house, "grace", Moderating));

        StaffHouse.Good(await house.WithAsync<StaffDirectory, Result<PersonLink>>(one => one.ResetAsync(null, "ada", Cancelled)));
        StaffHouse.Good(await house.WithAsync<StaffDirectory, Result<StaffView>>(one => one.RemoveAsync(null, "grace", Cancelled)));

        Assert.Null(await FindAsync(house, first.Text));
        Assert.Null(await FindAsync(house, second.Text));
        Assert.Empty(await house.RowsAsync<ApiToken>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_gives_a_token_more_than_they_have_or_for_ever_and_nobody_ends_anothers(DatabaseProvider provider)
    {
        await using var house = await StaffHouse.OpenAsync(provider);
        await house.AddAsync("root");
        var ada = (await house.FindAsync((await house.AddAsync("ada", StaffRoles.Moderator)).SecretId))!;
        var others = await MakeAsync(house, "root", Moderating);

        Assert.IsType<TokenPermissionsInvalid>(await RefusalAsync(new NewApiToken("x", [Permission.ManagePeople], 7)));
        Assert.IsType<TokenPermissionsInvalid>(await RefusalAsync(new NewApiToken("x", [Permission.UseAdmin], 7)));
        Assert.IsType<TokenPermissionsInvalid>(await RefusalAsync(new NewApiToken("x", [], 7)));
        Assert.IsType<TokenPeriodInvalid>(await RefusalAsync(Moderating with { Days = 366 }));
        Assert.IsType<TokenPeriodInvalid>(await RefusalAsync(Moderating with { Days = 0 }));
        Assert.IsType<TokenNameInvalid>(await RefusalAsync(Moderating with { Name = " " }));
        Assert.IsType<TokenNotFound>((await house.InScopeAsync(scope => scope.GetRequiredService<ApiTokens>()
            .RevokeAsync(ada, others.View.Id, onlyOwn: true, Cancelled))).Error);
        for (var count = 0; count < ApiTokens.MostPerPerson; count++)
        {
            await MakeAsync(house, "ada", Moderating);
        }

        Assert.IsType<TooManyTokens>(await RefusalAsync(Moderating));
        Assert.NotNull(await FindAsync(house, others.Text));

        async Task<Error?> RefusalAsync(NewApiToken wanted) => (await house.InScopeAsync(scope =>
            scope.GetRequiredService<ApiTokens>().MakeAsync(ada, "ada", wanted, Cancelled))).Error;
    }

    private static async Task<MadeApiToken> MakeAsync(CommentHouse house, string handle, NewApiToken wanted) =>
        StaffHouse.Good(await house.InScopeAsync(scope =>
            scope.GetRequiredService<ApiTokens>().MakeAsync(by: null, handle, wanted, Cancelled)));

    private static Task<SignedInPerson?> FindAsync(CommentHouse house, string text) =>
        house.InScopeAsync(scope => scope.GetRequiredService<ApiTokens>().FindAsync(text, Cancelled));

    private static Task<IReadOnlyList<ApiTokenView>> ListAsync(CommentHouse house, string handle) =>
        house.InScopeAsync(scope => scope.GetRequiredService<ApiTokens>().ListAsync(handle, Cancelled));

    private static async Task ChangeAsync(CommentHouse house, string handle, StaffRoles roles) =>
        StaffHouse.Good(await house.WithAsync<StaffDirectory, Result<StaffView>>(one =>
            one.ChangeRolesAsync(null, handle, roles, Cancelled)));
}
