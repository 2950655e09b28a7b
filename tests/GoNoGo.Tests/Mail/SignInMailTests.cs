using GoNoGo.Accounts.Commenters;
using GoNoGo.Integrations.Email.Ledger;
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
    public async Task Who_asks_again_and_again_fills_nobodys_mailbox(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await house.SendAsync(MailHouse.Comment() with { AuthorEmail = Address });
        for (var count = 0; count < 9; count++)
        {
            await AskAsync(house, Address);
            await house.DrainAsync();
        }

        Assert.Equal(6, house.Folder().Count(mail => mail.Subject == "Sign in to Ein Blög"));
    }

    private static async Task AskAsync(MailHouse house, string address)
    {
        var asked = await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<CommenterSignIns>().AskAsync(EmailAddress.TryParse(address)!, "en", Cancelled)); // It is one.
        Assert.Null(asked.Error);
    }
}
