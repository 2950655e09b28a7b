using System.Text;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Accounts.Sessions;
using GoNoGo.Accounts.Users;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>Mail to people of the staff: to an address that they confirmed, of the kinds that they chose and their roles include.</summary>
public sealed class StaffNoticeTests
{
    private const string Address = "grace.hopper@example.org";
    private const string Question = "Please confirm your address";
    private static readonly StaffNoticeChoice Nothing = new(MailTiming.Never, [], AuthorName: null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_gets_the_question_alone_until_its_owner_has_answered_and_is_kept_encrypted(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var grace = await AddAsync(house, "grace", StaffRoles.Moderator);
        await GiveAsync(house, grace, Address);
        await house.SendAsync(MailHouse.Comment());
        await house.DrainAsync();

        Assert.Equal(Address, Assert.Single(house.Folder()).To);
        Assert.Equal(AddressStanding.Waiting, (await ShowAsync(house, grace)).Standing);
        Assert.DoesNotContain(Address, Encoding.UTF8.GetString(Assert.Single(await house.Events.RowsAsync<Mailbox>()).Address));

        await FollowAsync(house, house.TheOnly(Question));
        Assert.Equal(AddressStanding.Confirmed, (await ShowAsync(house, grace)).Standing);
        await house.SendAsync(MailHouse.Comment(content: "Another one."));
        await house.DrainAsync();
        Assert.Equal(["confirm_staff_address", "moderation"], (await house.RowsAsync()).Select(row => row.Kind).Order());
        Assert.Equal(2, house.Folder().Count);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_wants_them_hourly_gets_one_mail_at_the_full_hour_and_never_more(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);
        await ChooseAsync(house, grace, Nothing with { Moderation = MailTiming.Hourly });
        var begin = house.Events.Clock.GetUtcNow();
        var hour = begin.AddHours(1).AddTicks(-(begin.UtcTicks % TimeSpan.TicksPerHour));

        await house.SendAsync(MailHouse.Comment());
        await house.SendAsync(MailHouse.Comment(content: "A second one."));
        await house.EndsAsync("moderation", MailStatus.Delivered, TimeSpan.FromMinutes(1));

        var first = await house.RowAsync("moderation");
        Assert.InRange(first.LeftAt!.Value, hour, hour.AddMinutes(2)); // It left.
        await house.SendAsync(MailHouse.Comment(content: "A third one."));
        await house.Events.AdvancesUntilAsync("the second left", TimeSpan.FromMinutes(1), async () =>
            (await house.RowsAsync()).Count(row => row is { Kind: "moderation", Status: MailStatus.Delivered }) == 2);
        var second = (await house.RowsAsync()).Where(row => row.Kind == "moderation").Max(row => row.LeftAt);
        Assert.True(second - first.LeftAt >= TimeSpan.FromHours(1), $"{first.LeftAt} and {second}");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_gets_what_they_chose_and_no_more_than_their_roles_include(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var all = new StaffNoticeChoice(MailTiming.AtOnce, Enum.GetValues<StaffMail>(), AuthorName: null);
        var ada = await ConfirmedAsync(house, "ada", StaffRoles.Author, "ada@example.org");
        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);
        await ChooseAsync(house, ada, all with { AuthorName = MailHouse.Author });
        await ChooseAsync(house, grace, all);

        Assert.Equal([grace.AccountId], await WantingAsync(house, StaffMail.Moderation));
        Assert.Equal([ada.AccountId], await WantingAsync(house, StaffMail.NewComment, "ADA LOVELACE"));
        Assert.Empty(await WantingAsync(house, StaffMail.NewComment, "Somebody Else"));
        Assert.Equal([ada.AccountId], await WantingAsync(house, StaffMail.ContentUpdated));
        Assert.Equal([ada.AccountId, grace.AccountId], await WantingAsync(house, StaffMail.WeeklyDigest));

        await ChooseAsync(house, ada, Nothing);
        Assert.Empty(await WantingAsync(house, StaffMail.ContentUpdated));
        Assert.Equal([grace.AccountId], await WantingAsync(house, StaffMail.WeeklyDigest));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_of_the_settings_goes_by_what_its_owner_chose_once_they_have_an_account(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { Moderators = [Address, "other@example.org"] });
        Assert.Equal(2, (await WantingAsync(house, StaffMail.Moderation)).Count);

        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);
        Assert.Equal(2, (await WantingAsync(house, StaffMail.Moderation)).Count);
        await ChooseAsync(house, grace, Nothing);

        Assert.DoesNotContain(grace.AccountId, await WantingAsync(house, StaffMail.Moderation));
        Assert.Single(await WantingAsync(house, StaffMail.Moderation));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_link_of_a_mail_ends_its_kind_and_the_account_page_lets_it_come_again(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);
        await house.SendAsync(MailHouse.Comment());
        await house.EndsAsync("moderation", MailStatus.Delivered);

        await house.LeaveAsync(house.TheOnly("Comments wait for a decision: 1"));

        var left = await ShowAsync(house, grace);
        Assert.Equal((AddressStanding.Confirmed, MailTiming.Never), (left.Standing, left.Choice.Moderation));
        await ChooseAsync(house, grace, Nothing with { Moderation = MailTiming.AtOnce });
        Assert.Equal(MailTiming.AtOnce, (await ShowAsync(house, grace)).Choice.Moderation);
        Assert.All(await house.Events.RowsAsync<MailPreference>(), preference => Assert.True(preference.IsWanted));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_is_replaced_deleted_and_gone_with_the_account(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await AddAsync(house, "root", StaffRoles.Administrator);
        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);

        await GiveAsync(house, grace, "another@example.org");
        Assert.Empty(await WantingAsync(house, StaffMail.Moderation));
        Good(await house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffNotices>().RemoveAddressAsync(grace, Cancelled)));
        Assert.Empty(await house.Events.RowsAsync<Mailbox>());

        await GiveAsync(house, grace, Address);
        await ChooseAsync(house, grace, Nothing);
        Good(await house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffDirectory>().RemoveAsync(null, "grace", Cancelled)));
        Assert.Empty(await house.Events.RowsAsync<Mailbox>());
        Assert.Empty(await house.Events.RowsAsync<StaffNotice>());
        var actions = (await house.Events.RowsAsync<AuditEntry>()).Select(entry => entry.Action).ToList();
        Assert.Contains("staff.address_given", actions);
        Assert.Contains("staff.address_removed", actions);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Export_and_erasure_find_address_and_choice_by_their_marks(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var grace = await ConfirmedAsync(house, "grace", StaffRoles.Moderator);
        await ChooseAsync(house, grace, Nothing);
        var reach = new PersonReach([grace.AccountId], [], []);

        var exported = await house.Events.InScopeAsync(scope => MailboxExport.ReadAsync(scope, reach, Cancelled));
        Assert.Equal(Address, Assert.Single(exported)["address"]!.GetValue<string>()); // Every row has one.
        var tables = await house.Events.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<GoNoGo.Platform.Data.DataContext>();
            var map = DataMap.Of(data.Model);
            var read = new List<string>();
            foreach (var table in map.Tables.Where(table => table is { IsPersonal: true, Erased.Reach: ErasureReach.Row }))
            {
                read.AddRange((await PersonalRows.ReadAsync(data, table, reach, 10, Cancelled)).Select(_ => table.Name));
            }

            return read;
        });
        Assert.Contains("staff_notices", tables);
        Assert.Contains("mailboxes", tables);
    }

    [Fact]
    public async Task What_is_no_address_and_no_name_is_refused()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        var grace = await AddAsync(house, "grace", StaffRoles.Author);

        Assert.IsType<AddressInvalid>((await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<StaffNotices>().GiveAddressAsync(grace, "no address", Cancelled))).Error);
        Assert.IsType<AuthorNameInvalid>((await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<StaffNotices>().ChooseAsync(grace, Nothing with { AuthorName = "a\nb" }, Cancelled))).Error);
    }

    private static T Good<T>(Result<T> result)
        where T : notnull => result.Succeeded(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);

    private static async Task<SignedInPerson> AddAsync(MailHouse house, string handle, StaffRoles roles)
    {
        Good(await house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffDirectory>().AddAsync(null, handle, roles, Cancelled)));
        var people = await house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffDirectory>().ListAsync(Cancelled));
        return new SignedInPerson(people.Single(person => person.Handle == handle).Id, handle, roles, Guid.Empty, MustConfirm: false);
    }

    private static async Task<SignedInPerson> ConfirmedAsync(MailHouse house, string handle, StaffRoles roles, string address = Address)
    {
        var person = await AddAsync(house, handle, roles);
        await GiveAsync(house, person, address);
        await house.DrainAsync();
        await FollowAsync(house, house.Folder().Single(mail => mail.To == address));
        return person;
    }

    private static async Task GiveAsync(MailHouse house, SignedInPerson person, string address) =>
        Good(await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<StaffNotices>().GiveAddressAsync(person, address, Cancelled)));

    private static async Task ChooseAsync(MailHouse house, SignedInPerson person, StaffNoticeChoice choice) =>
        Good(await house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffNotices>().ChooseAsync(person, choice, Cancelled)));

    private static Task<StaffNoticeView> ShowAsync(MailHouse house, SignedInPerson person) =>
        house.Events.InScopeAsync(scope => scope.GetRequiredService<StaffNotices>().ShowAsync(person, Cancelled));

    private static async Task<IReadOnlyList<Guid>> WantingAsync(MailHouse house, StaffMail mail, string? author = null) =>
        [.. (await house.Events.InScopeAsync(scope => scope.GetRequiredService<IStaffMailboxes>().WantingAsync(mail, author, Cancelled)))
            .Select(mailbox => mailbox.Id)];

    private static Task FollowAsync(MailHouse house, FolderMail mail)
    {
        var link = mail.Text.Split().Single(word => word.Contains("/mail/confirm/", StringComparison.Ordinal));
        return house.InUnitAsync((scope, transaction) =>
            scope.GetRequiredService<MailboxVault>().ConfirmAsync(transaction, new Uri(link).Segments[^1], Cancelled));
    }
}
