using GoNoGo.Comments.Moderation;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Mail;

/// <summary>What authors hear of decisions on their comments, and moderators of what waits for one.</summary>
public sealed class ModerationMailTests
{
    private const string Ada = "ada@example.org";
    private const string Grace = "grace@example.org";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_decision_that_is_undone_within_its_minute_is_mailed_to_nobody(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider, options => options with { Authors = [$"{MailHouse.Author} <author@example.org>"] });
        var question = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(question.Id);
        await house.DrainAsync();
        var before = house.Folder().Count;
        var answer = await house.SendConfirmedAsync(MailHouse.Comment(Grace, "An answer.", question.Id));
        await house.ApproveAsync(answer.Id);
        await house.Events.AdvancesUntilAsync(
            "the mails were queued",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Count(
                row => row.ResourceId == answer.Id.ToString("D") && row.Status == MailStatus.Queued) == 3);

        await house.UndoAsync(answer.Id);
        await house.DrainAsync();

        Assert.Equal(before, house.Folder().Count(mail => mail.Subject != "Please confirm your address"));
        Assert.Equal(
            ["comment_approved", "new_comment", "reply"],
            (await house.RowsAsync()).Where(row => row.ResourceId == answer.Id.ToString("D") && row.Reason == "superseded")
                .Select(row => row.Kind).Order());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_refusal_says_why_in_the_language_of_the_comment_and_how_to_appeal_and_spam_gets_no_mail(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var german = await house.SendConfirmedAsync(MailHouse.Comment(Ada, post: MailHouse.GermanPost));
        var spam = await house.SendConfirmedAsync(MailHouse.Comment(Grace));
        await house.RejectAsync(german.Id, RefusalReason.OffTopic);
        await house.MarkSpamAsync(spam.Id);
        await house.DrainAsync();

        var mail = Assert.Single(house.Folder(), one => one.Subject.StartsWith("Ihr Kommentar wurde nicht", StringComparison.Ordinal));
        Assert.Contains("Der Grund: Er gehört nicht zu diesem Beitrag.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("sagen Sie es einmal", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/comments/{german.CapabilityToken}/", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Folder(), one => one.To == Grace && !one.Subject.Contains("confirm", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Moderators_get_one_mail_in_an_hour_that_tells_of_all_that_waits(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider, options => options with { Moderators = [Grace] });
        for (var i = 0; i < 5; i++)
        {
            await house.SendAsync(MailHouse.Comment(content: $"Thought {i}."));
        }

        await house.EndsAsync("moderation", MailStatus.Delivered);
        await house.SendAsync(MailHouse.Comment(content: "Another."));
        await house.SendAsync(MailHouse.Comment(content: "Visit https://a.example https://b.example https://c.example"));
        await house.Events.AdvancesUntilAsync(
            "the second mail left", TimeSpan.FromMinutes(1), () => Task.FromResult(house.Folder().Count == 2));
        await house.DrainAsync();

        var times = (await house.RowsAsync()).Where(row => row.Status == MailStatus.Delivered)
            .Select(row => row.LeftAt!.Value).Order().ToList();
        Assert.Equal(2, times.Count);
        Assert.True(times[1] - times[0] >= TimeSpan.FromHours(1), $"{times[1] - times[0]}");
        var second = house.TheOnly("Comments wait for a decision: 7");
        Assert.Contains("Flagged by a rule: 7", second.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_flag_on_a_comment_whose_arrival_was_told_is_no_second_mail(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider, options => options with { Moderators = [Grace] });
        var receipt = await house.SendAsync(MailHouse.Comment());
        await house.EndsAsync("moderation", MailStatus.Delivered);

        await house.Events.WriteAsync(transaction => transaction.Publish(new CommentFlagged(receipt.Id, MailHouse.Post)));
        await house.DrainAsync();

        Assert.Single(await house.RowsAsync(), row => row.Kind == "moderation");
    }
}
