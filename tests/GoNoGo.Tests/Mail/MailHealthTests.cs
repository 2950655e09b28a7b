using GoNoGo.Blog.Site;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>What is wrong with mail is said in one sentence each, with what to do.</summary>
public sealed class MailHealthTests
{
    [Fact]
    public async Task All_is_well_where_mails_leave()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.DrainAsync();

        Assert.Single(house.Folder());
        Assert.Empty(await house.TroublesAsync());
    }

    [Fact]
    public async Task Without_a_sender_mails_wait_are_counted_and_leave_once_there_is_one()
    {
        await using var house = await MailHouse.OpenAsync(
            DatabaseProvider.Sqlite, options => options with { Transport = MailTransport.Smtp, Host = "localhost", Port = 1 });
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await DeferredAsync(house, "SenderMissing");

        var trouble = Assert.Single(await house.TroublesAsync());
        Assert.True(trouble.NeedsMending);
        Assert.Equal("No mail leaves, since it has no sender, and 1 mail waits: set Mail:From to an address of yours.", trouble.Message);
        Assert.Equal(MailStatus.Queued, (await house.RowAsync("confirm_address")).Status);
    }

    [Fact]
    public async Task A_mail_of_who_was_erased_meanwhile_does_not_leave_and_is_told_as_nothing_to_mend()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(house.FolderPath, "", TestContext.Current.CancellationToken);
        var receipt = await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await DeferredAsync(house, "PickupFolderUnwritable");
        await house.EraseAsync(receipt);
        File.Delete(house.FolderPath);
        await house.DrainAsync();

        Assert.Empty(house.Folder());
        var trouble = Assert.Single(await house.TroublesAsync());
        Assert.Equal("recipients_left", trouble.Code);
        Assert.False(trouble.NeedsMending);
        Assert.EndsWith("nothing is to be done.", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_and_its_mails_leave_once_it_can_be()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(house.FolderPath, "", TestContext.Current.CancellationToken);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await DeferredAsync(house, "PickupFolderUnwritable");
        var end = house.Events.Clock.GetUtcNow() + TimeSpan.FromMinutes(16);
        await house.Events.AdvancesUntilAsync(
            "a quarter of an hour passed", TimeSpan.FromMinutes(1), () => Task.FromResult(house.Events.Clock.GetUtcNow() > end));

        var trouble = Assert.Single(await house.TroublesAsync());
        Assert.StartsWith("The mail folder cannot be written since 2028-02-29", trouble.Message, StringComparison.Ordinal);
        Assert.EndsWith("let this user write to Mail:PickupPath.", trouble.Message, StringComparison.Ordinal);

        File.Delete(house.FolderPath);
        await house.EndsAsync("confirm_address", MailStatus.Delivered, TimeSpan.FromMinutes(1));
        Assert.Single(house.Folder());
        Assert.Empty(await house.TroublesAsync());
    }

    [Fact]
    public async Task Words_that_do_not_render_are_named_and_the_built_in_ones_are_sent()
    {
        var site = new SiteSettings
        {
            MailWords = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["en"] = new Dictionary<string, string> { ["confirm_address.subject"] = "Is it {yours}?" },
            },
        };
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite, site: site);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.DrainAsync();

        Assert.DoesNotContain("{yours}", Assert.Single(house.Folder()).Subject, StringComparison.Ordinal);
        Assert.Contains("uses {yours}, which there is not", Assert.Single(await house.TroublesAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_whose_delivery_died_with_its_servers_can_be_tried_again()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(house.FolderPath, "", TestContext.Current.CancellationToken);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await DeferredAsync(house, "PickupFolderUnwritable");
        await house.Events.StopAsync();

        // As the bus does with what kills every server that takes it up.
        await house.Events.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<OutboxDelivery>()
            .Where(delivery => delivery.Handler == "mail.send")
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Status, DeliveryStatus.Dead)
                .SetProperty(delivery => delivery.EndedAt, house.Events.Clock.GetUtcNow())));
        File.Delete(house.FolderPath);
        await house.RetryAsync("confirm_address");
        await house.Events.StartAsync();

        await house.EndsAsync("confirm_address", MailStatus.Delivered);
        Assert.DoesNotContain(await house.Events.RowsAsync<OutboxDelivery>(), delivery => delivery.Status == DeliveryStatus.Dead);
    }

    private static Task DeferredAsync(MailHouse house, string reason) => house.Events.AdvancesUntilAsync(
        $"a mail waited for {reason}", TimeSpan.FromSeconds(5), async () => (await house.RowsAsync()).Any(row => row.Reason == reason));
}
