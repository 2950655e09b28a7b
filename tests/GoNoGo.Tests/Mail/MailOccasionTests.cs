using GoNoGo.Blog.Content;
using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>Mails that follow the content and the calendar rather than a comment alone.</summary>
public sealed class MailOccasionTests
{
    private const string Ada = "ada@example.org";

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_decided_before_the_content_is_loaded_is_mailed_once_it_is(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { Authors = [$"{MailHouse.Author} <author@example.org>"] });
        var sent = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.DrainAsync();
        await house.Events.StopAsync();
        await house.ApproveAsync(sent.Id);
        await using var next = house.OpenNextWithoutContent();
        await next.StartAsync();
        await next.AdvancesUntilAsync(
            "all others have handled it",
            TimeSpan.FromSeconds(5),
            async () => (await house.Events.RowsAsync<OutboxDelivery>())
                .All(row => row.Status != DeliveryStatus.Available || row.Handler == "mail.comment_approved"));

        Assert.DoesNotContain(await house.RowsAsync(), row => row.Kind == "new_comment");
        var waiting = Assert.Single(await house.Events.RowsAsync<OutboxDelivery>(), row => row.Handler == "mail.comment_approved");
        Assert.Equal((DeliveryStatus.Available, 0), (waiting.Status, waiting.Attempts));

        next.Services.GetRequiredService<SnapshotStore>().Swap(
            MailHouse.SnapshotOf(new SiteSettings { Title = "Ein Blög", Author = MailHouse.Author }));
        await next.AdvancesUntilAsync(
            "its author heard of it",
            TimeSpan.FromSeconds(5),
            async () => (await house.RowsAsync()).Any(row => row is { Kind: "new_comment", Status: MailStatus.Delivered }));
    }

    [Fact]
    public async Task A_mail_about_a_comment_waits_for_the_content_without_an_attempt()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, options => options with { Moderators = [Ada] });
        await house.Events.StopAsync();
        await house.SendAsync(MailHouse.Comment());
        await using var next = house.OpenNextWithoutContent();
        await next.StartAsync();
        await next.AdvancesUntilAsync(
            "it waits", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.Reason == "ContentNotLoaded"));
        await next.StopAsync(); // A clock that leaps while it looks would take its lease away.
        house.Events.Clock.Advance(TimeSpan.FromHours(80));
        var looks = (await house.RowAsync("moderation")).Revision;
        await using var later = house.OpenNextWithoutContent();
        await later.StartAsync();
        await later.AdvancesUntilAsync(
            "it waits on", TimeSpan.FromSeconds(5), async () => (await house.RowAsync("moderation")).Revision > looks + 12);

        var delivery = Assert.Single(await house.Events.RowsAsync<OutboxDelivery>(), row => row.Handler == "mail.send");
        Assert.True(delivery is { Status: DeliveryStatus.Available, Attempts: <= 1 }, $"{delivery.Status} {delivery.Attempts}");
        Assert.Equal(0, (await house.RowAsync("moderation")).Attempts);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_operator_gets_the_week_on_Mondays_with_the_checkpoint_of_the_audit_trail(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider, options => options with { Operator = Ada });
        await house.SendAsync(MailHouse.Comment());
        await house.EndsAsync("weekly_digest", MailStatus.Delivered, TimeSpan.FromHours(2));

        var mail = Assert.Single(house.Folder(), one => one.Subject == "The week on Ein Blög");
        Assert.Equal(DayOfWeek.Monday, mail.Date.DayOfWeek);
        Assert.Contains("Comments sent: 1", mail.Text, StringComparison.Ordinal);
        Assert.Contains("    localhost/audit", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Monday_on_which_no_server_ran_is_made_up_for_once()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, options => options with { Operator = Ada });
        await house.EndsAsync("weekly_digest", MailStatus.Delivered, TimeSpan.FromHours(2));
        await house.Events.StopAsync();
        var monday = house.Events.Clock.GetUtcNow();
        house.Events.Clock.Advance(TimeSpan.FromDays(8));
        await house.Events.StartAsync();
        await house.Events.AdvancesUntilAsync(
            "the week was told", TimeSpan.FromHours(6), async () => (await DigestsAsync()) == 2);
        var wednesday = house.Events.Clock.GetUtcNow() + TimeSpan.FromDays(1);
        await house.Events.AdvancesUntilAsync(
            "a day passed", TimeSpan.FromHours(6), () => Task.FromResult(house.Events.Clock.GetUtcNow() > wednesday));

        Assert.Equal(2, await DigestsAsync());
        Assert.Equal(DayOfWeek.Monday, monday.DayOfWeek);

        async Task<int> DigestsAsync() =>
            (await house.RowsAsync()).Count(row => row is { Kind: "weekly_digest", Status: MailStatus.Delivered });
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_update_of_the_content_and_its_problems_are_told_to_who_chose_them_once_a_commit(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider,
            options => options with { Operator = Ada, OperatorMails = ["content_updated", "problems"], Authors = ["X <x@example.org>"] });
        var problem = new ContentProblem("content/posts/a.md", 3, ContentProblemSeverity.Refused, "wrong_date", "The date cannot be read.");
        house.Show(SiteSettings.Default, problem);
        var commit = house.Commit("Add a post on ferns\n\nThey like it damp.", "Ada Lovelace");
        for (var i = 0; i < 2; i++)
        {
            await house.Events.WriteAsync(transaction => transaction.Publish(new ContentUpdated(commit, new string('b', 40))));
        }

        await house.DrainAsync();
        Assert.Equal(
            ["A GoNoGo blog was updated", "Something on A GoNoGo blog needs mending"],
            house.Folder().Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        var update = house.Folder().Single(mail => mail.Subject[0] == 'A').Text;
        Assert.Contains("Message: Add a post on ferns", update, StringComparison.Ordinal);
        Assert.Contains("By: Ada Lovelace", update, StringComparison.Ordinal);
        Assert.DoesNotContain("damp", update, StringComparison.Ordinal);
        Assert.Contains("content/posts/a.md:3: The date cannot", house.Folder().Single(mail => mail.Subject[0] == 'S').Text,
            StringComparison.Ordinal);
    }
}
