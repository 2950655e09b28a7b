using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Mail;

/// <summary>How much mail leaves: to one address, and in all (M7). What is over waits.</summary>
public sealed class MailCapTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_over_a_cap_waits_and_leaves_when_its_time_comes(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider, options => options with { PerHour = 5 });
        await SendAsync(house, 8, i => $"a{i}@example.org");
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
            provider, options => options with { AddressPerHour = 3, Authors = [$"{MailHouse.Author} <m@example.org>"] });
        await SendAsync(house, 5, _ => null);
        await house.SendAsync(MailHouse.Comment("ada@example.org", "And mine."));
        foreach (var comment in await house.Events.RowsAsync<GoNoGo.Comments.Comment>())
        {
            await house.ApproveAsync(comment.Id);
        }

        await house.Events.AdvancesUntilAsync(
            "the others wait",
            TimeSpan.FromSeconds(10),
            async () => (await house.RowsAsync()).Count(row => row.Reason == "CapReached") == 3);
        await house.EndsAsync("confirm_address", MailStatus.Delivered);

        Assert.Equal(3, house.Folder().Count(mail => mail.To == "m@example.org"));
        Assert.Single(house.Folder(), mail => mail.To == "ada@example.org");
    }

    private static async Task SendAsync(MailHouse house, int count, Func<int, string?> email)
    {
        for (var i = 0; i < count; i++)
        {
            await house.SendAsync(MailHouse.Comment(email(i), $"Thought {i}."));
        }
    }
}
