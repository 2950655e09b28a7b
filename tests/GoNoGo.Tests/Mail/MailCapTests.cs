using GoNoGo.Accounts.Commenters;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>How much mail leaves: to one address, and in all (M7). What is over waits.</summary>
public sealed class MailCapTests
{
    private static readonly string[] Author = [$"{MailHouse.Author} <m@example.org>"];

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_over_a_cap_waits_and_leaves_when_its_time_comes(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { PerHour = 5, Authors = Author });
        await SendAsync(house, 8, _ => null);
        await ApproveAllAsync(house);
        await house.Events.AdvancesUntilAsync(
            "the others wait",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Count(row => row.Reason == "CapReached") == 3);
        Assert.Equal(5, house.Folder().Count);
        Assert.All(await house.RowsAsync(), row => Assert.True(row.Attempts <= 1));

        await house.Events.AdvancesUntilAsync(
            "all left", TimeSpan.FromMinutes(10), async () => (await house.RowsAsync()).All(row => row.Status == MailStatus.Delivered));
        var times = (await house.RowsAsync()).Select(row => row.LeftAt!.Value).Order().ToList();
        Assert.True(times[5] - times[0] >= TimeSpan.FromHours(1), $"{times[5] - times[0]}");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_address_gets_no_more_than_its_cap_while_others_get_theirs(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { AddressPerHour = 3, Authors = Author });
        await SendAsync(house, 5, _ => null);
        await house.SendAsync(MailHouse.Comment("ada@example.org", "And mine."));
        await ApproveAllAsync(house);
        await house.Events.AdvancesUntilAsync(
            "the others wait",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Count(row => row.Reason == "CapReached") == 3
                && (await house.RowsAsync()).Count(row => row.Kind == "new_comment" && row.Status == MailStatus.Delivered) == 3);
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        Assert.Equal(3, house.Folder().Count(mail => mail.To == "m@example.org"));
        Assert.Single(house.Folder(), mail => mail.To == "ada@example.org");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Questions_that_strangers_cause_take_half_of_what_may_leave(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { PerHour = 6, Authors = Author });
        await SendAsync(house, 5, i => $"a{i}@example.org");
        await house.Events.AdvancesUntilAsync(
            "two wait",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Count(row => row.Reason == "CapReached") == 2);

        Assert.Equal(3, house.Folder().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Links_that_strangers_ask_for_take_half_of_what_may_leave_too(bool toSignIn)
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, options => options with { PerHour = 6 });
        for (var i = 0; i < 5; i++)
        {
            var address = EmailAddress.TryParse($"a{i}@example.org")!; // It is one.
            await house.SendAsync(MailHouse.Comment() with { AuthorEmail = address.Reveal() });
            await house.Events.InScopeAsync(async scope => toSignIn
                ? (await scope.GetRequiredService<CommenterSignIns>().AskAsync(address, "en", TestContext.Current.CancellationToken)).Error
                : (await scope.GetRequiredService<PrivacyLinks>().AskAsync(address, "en", TestContext.Current.CancellationToken)).Error);
        }

        await house.Events.AdvancesUntilAsync(
            "two wait",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Count(row => row.Reason == "CapReached") == 2);

        Assert.Equal(3, house.Folder().Count);
    }

    [Fact]
    public async Task Who_comments_and_erases_again_and_again_cannot_fill_a_strangers_mailbox()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        string[] spellings = ["victim@example.org", "Victim@example.org", "vIctim@EXAMPLE.org", "victim+1@example.org"];
        for (var i = 0; i < 12; i++)
        {
            var sent = await house.SendAsync(MailHouse.Comment(spellings[i % spellings.Length], $"Thought {i}."));
            await house.DrainAsync();
            await house.EraseAsync(sent);
        }

        Assert.Equal(3, house.Folder().Count);
        Assert.Equal(9, (await house.RowsAsync()).Count(row => row.Reason == "asked_before"));
    }

    [Fact]
    public async Task Who_asks_for_a_strangers_link_again_and_again_cannot_fill_their_mailbox_either()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendAsync(MailHouse.Comment("victim@example.org"));
        await house.DrainAsync();
        for (var i = 0; i < 10; i++)
        {
            await house.Events.InScopeAsync(scope => scope.GetRequiredService<PrivacyLinks>().AskAsync(
                EmailAddress.TryParse("victim@example.org")!, "en", TestContext.Current.CancellationToken)); // It is one.
            await house.DrainAsync();
        }

        Assert.Equal(6, (await house.RowsAsync()).Count(row => row is { Kind: "privacy_step", Status: MailStatus.Delivered }));
        Assert.Equal(4, (await house.RowsAsync()).Count(row => row is { Kind: "privacy_step", Reason: "asked_before" }));
    }

    [Fact]
    public async Task Which_mailbox_a_mail_was_counted_for_is_forgotten_after_a_day()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.DrainAsync();
        var left = Assert.Single(await house.Events.RowsAsync<MailDeparture>());

        Assert.Equal(TimeSpan.FromDays(1), left.Until - left.At);
        await house.Events.AdvancesUntilAsync(
            "the sweep came by", TimeSpan.FromHours(3), async () => (await house.Events.RowsAsync<MailDeparture>()).Count == 0);
    }

    [Fact]
    public async Task Waiting_for_a_cap_costs_no_attempt_and_never_ends_a_mail()
    {
        await using var house = await MailHouse.OpenAsync(
            DatabaseProvider.Sqlite, options => options with { PerDay = 1, Authors = Author });
        await SendAsync(house, 5, _ => null);
        await ApproveAllAsync(house);
        await house.Events.AdvancesUntilAsync(
            "all left", TimeSpan.FromHours(2), async () => (await house.RowsAsync()).All(row => row.Status == MailStatus.Delivered));

        Assert.All(await house.RowsAsync(), row => Assert.Equal(1, row.Attempts));
        Assert.DoesNotContain(await house.Events.RowsAsync<OutboxDelivery>(), delivery => delivery.Status == DeliveryStatus.Dead);
    }

    [Fact]
    public async Task An_attempt_that_failed_is_not_charged_to_the_caps()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, options => options with { AddressPerHour = 1 });
        await File.WriteAllTextAsync(house.FolderPath, "", TestContext.Current.CancellationToken);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.Events.AdvancesUntilAsync(
            "it failed twice", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.Attempts >= 2));
        Assert.Equal("PickupFolderUnwritable", (await house.RowAsync("confirm_address")).Reason);
        Assert.Null((await house.RowAsync("confirm_address")).LeftAt);
        Assert.Empty(await house.Events.RowsAsync<MailDeparture>());
    }

    private static async Task ApproveAllAsync(MailHouse house)
    {
        foreach (var comment in await house.Events.RowsAsync<GoNoGo.Comments.Comment>())
        {
            await house.ApproveAsync(comment.Id);
        }
    }

    private static async Task SendAsync(MailHouse house, int count, Func<int, string?> email)
    {
        for (var i = 0; i < count; i++)
        {
            await house.SendAsync(MailHouse.Comment(email(i), $"Thought {i}."));
        }
    }
}
