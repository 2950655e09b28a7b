using GoNoGo.Accounts.Commenters;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>The mail with a link to sign in: to who has commented, with a link that works, and not as often as anybody asks.</summary>
public sealed class SignInMailTests
{
    private const string Address = "ada@example.org";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task The_link_goes_to_who_has_commented_and_to_nobody_else(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await house.SendAsync(MailHouse.Comment() with { AuthorEmail = Address });
        await AskAsync(house, Address);
        await AskAsync(house, "nobody@example.org");
        await house.DrainAsync();

        var mail = house.TheOnly("Sign in to Ein Blög");
        Assert.Equal(Address, mail.To);
        Assert.Matches("https://blog\\.example\\.org/account/sign-in/[A-Za-z0-9_-]{22}/", mail.Text);
        Assert.Contains("15 minutes", mail.Text, StringComparison.Ordinal);
        Assert.Equal(
            [MailStatus.Delivered, MailStatus.Skipped],
            (await house.RowsAsync()).Where(row => row.Kind == "sign_in").Select(row => row.Status).Order());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_asks_while_a_link_is_good_for_a_while_gets_no_second_one_and_later_they_do(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await house.SendAsync(MailHouse.Comment() with { AuthorEmail = Address });
        for (var count = 0; count < 9; count++)
        {
            await AskAsync(house, Address);
        }

        await house.DrainAsync();
        Assert.Single(Links(house));

        house.Events.Clock.Advance(CommenterSignIns.Lifetime - CommenterSignIns.LongEnough);
        await AskAsync(house, Address);
        await house.DrainAsync();
        Assert.Equal(2, Links(house).Distinct().Count());
    }

    [Fact]
    public async Task Who_asks_for_hours_fills_nobodys_mailbox()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendAsync(MailHouse.Comment() with { AuthorEmail = Address });
        await house.Events.InScopeAsync(async scope => await LeftBeforeAsync(scope, house.Events.Clock.GetUtcNow(), 23));
        for (var count = 0; count < 2; count++)
        {
            await AskAsync(house, Address);
            await house.DrainAsync();
            house.Events.Clock.Advance(CommenterSignIns.Lifetime);
        }

        Assert.Single(Links(house));
        Assert.Contains(await house.RowsAsync(), row => row is { Kind: "sign_in", Reason: "asked_before" });
    }

    private static async Task<int> LeftBeforeAsync(IServiceProvider scope, DateTimeOffset now, int count)
    {
        var data = scope.GetRequiredService<DataContext>();
        var tag = scope.GetRequiredService<Pseudonyms>().Tag(EmailAddress.TryParse(Address)!); // It is one.
        for (var number = 0; number < count; number++)
        {
            data.Add(new MailDeparture
            {
                MailId = Guid.CreateVersion7(now),
                EmailTag = tag.Value,
                Kind = "sign_in",
                At = now - TimeSpan.FromHours(number / 2.0),
                Until = now + TimeSpan.FromDays(1),
            });
        }

        return await data.SaveChangesAsync(Cancelled);
    }

    private static List<string> Links(MailHouse house) =>
        [.. house.Folder().Where(mail => mail.Subject == "Sign in to Ein Blög").Select(mail => mail.Text)];

    private static async Task AskAsync(MailHouse house, string address)
    {
        var asked = await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<CommenterSignIns>().AskAsync(EmailAddress.TryParse(address)!, "en", Cancelled)); // It is one.
        Assert.Null(asked.Error);
    }
}
