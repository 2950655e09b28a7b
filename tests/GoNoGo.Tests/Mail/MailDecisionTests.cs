using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Mail;

/// <summary>Who gets which mail, and who none (guarantees C4, C5, I4).</summary>
public sealed class MailDecisionTests
{
    private const string Ada = "ada@example.org";
    private const string Grace = "grace@example.org";

    [Theory, ClassData(typeof(Databases))]
    public async Task An_address_gets_the_question_alone_until_its_owner_has_answered(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var sent = await house.SendAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(sent.Id);
        await house.DrainAsync();

        Assert.Equal("Please confirm your address", Assert.Single(house.Folder()).Subject);
        Assert.Equal(("no_consent", MailStatus.Skipped), await EndAsync(house, "comment_approved"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_comments_again_before_answering_is_not_asked_again(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await house.SendAsync(MailHouse.Comment(Ada));
        await house.SendAsync(MailHouse.Comment(Ada, "Another thought."));
        await house.DrainAsync();

        Assert.Single(house.Folder());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_left_and_ticks_the_box_again_is_asked_again(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var sent = await house.SendAsync(MailHouse.Comment(Ada));
        await house.DrainAsync();
        await house.ConfirmAsync(sent.Id);
        await house.ApproveAsync(sent.Id);
        await house.DrainAsync();
        await house.LeaveAsync(Assert.Single(house.Folder(), mail => mail.Subject.StartsWith("Your comment", StringComparison.Ordinal)));
        await house.SendAsync(MailHouse.Comment(Ada, "Another thought."));
        await house.DrainAsync();

        Assert.Equal(2, (await house.RowsAsync()).Count(row => row is { Kind: "confirm_address", Status: MailStatus.Delivered }));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Another_comment_does_not_prolong_the_time_in_which_an_address_can_be_confirmed(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        await house.SendAsync(MailHouse.Comment(Ada));
        var first = Assert.Single(await house.Events.RowsAsync<Mailbox>());
        house.Events.Clock.Advance(TimeSpan.FromHours(47));
        await house.SendAsync(MailHouse.Comment(Ada, "Another thought."));
        Assert.Equal(first.UnconfirmedUntil, Assert.Single(await house.Events.RowsAsync<Mailbox>()).UnconfirmedUntil);

        house.Events.Clock.Advance(TimeSpan.FromHours(1));
        await house.SendAsync(MailHouse.Comment(Ada, "A third one."));
        var next = Assert.Single(await house.Events.RowsAsync<Mailbox>());
        Assert.NotEqual(first.ConfirmationHash, next.ConfirmationHash);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_decision_is_mailed_a_minute_later_and_only_if_it_still_holds(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var sent = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(sent.Id);
        await house.Events.AdvancesUntilAsync(
            "the mail was queued",
            TimeSpan.FromSeconds(1),
            async () => (await house.RowsAsync()).Any(row => row.Kind == "comment_approved"));
        await house.RejectAsync(sent.Id);
        await house.DrainAsync();

        Assert.Equal(["Your comment was not published: On the “first” post"], house.Folder().Select(mail => mail.Subject));
        Assert.Equal(("superseded", MailStatus.Skipped), await EndAsync(house, "comment_approved"));
        var refused = await house.RowAsync("comment_rejected");
        Assert.True(refused.LeftAt - refused.QueuedAt >= TimeSpan.FromSeconds(60), $"{refused.QueuedAt:O} to {refused.LeftAt:O}");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_hundred_queued_mails_do_not_reach_who_withdrew_before_they_left(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var question = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        var other = await house.SendConfirmedAsync(MailHouse.Comment("other@example.org", "Another."));
        await house.ApproveAsync(question.Id);
        await house.ApproveAsync(other.Id);
        await house.DrainAsync();
        var mail = Assert.Single(house.Folder(), one => one.To == Ada);
        for (var i = 0; i < 100; i++)
        {
            var answer = await house.SendAsync(MailHouse.Comment(content: $"Answer {i}.", parent: i == 0 ? other.Id : question.Id));
            await house.ApproveAsync(answer.Id);
        }

        await house.Events.HoldsAsync(
            "all were queued", async () => (await house.RowsAsync()).Count(row => row.Kind == "reply") == 100);
        await house.LeaveAsync(mail);
        await house.DrainAsync();

        var answers = house.Folder().Where(one => one.Subject.StartsWith("New comment on", StringComparison.Ordinal));
        Assert.Equal("other@example.org", Assert.Single(answers).To);
        Assert.Equal(99, (await house.RowsAsync()).Count(row => row is { Kind: "reply", Reason: "no_consent" }));
        var left = (await house.RowsAsync()).First(row => row.ResourceId == question.Id.ToString("D")).RecipientId;
        Assert.DoesNotContain(await house.Events.RowsAsync<Mailbox>(), mailbox => mailbox.SubjectId == left);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_erases_their_comment_gets_nothing_of_what_was_queued(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var sent = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(sent.Id);
        await house.EraseAsync(sent);
        await house.DrainAsync();

        Assert.Empty(house.Folder());
        Assert.Empty(await house.Events.RowsAsync<MailPreference>());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_leaves_one_kind_still_gets_the_others(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var question = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(question.Id);
        await AnswerAsync(house, question.Id);
        await house.LeaveAsync(house.TheOnly("New comment on: On the “first” post"), onlyKind: true);
        await AnswerAsync(house, question.Id);
        await house.RejectAsync(question.Id);
        await house.DrainAsync();

        Assert.Single(house.Folder(), mail => mail.Subject.StartsWith("New comment", StringComparison.Ordinal));
        Assert.Single(house.Folder(), mail => mail.Subject.StartsWith("Your comment was not", StringComparison.Ordinal));
        Assert.Contains(await house.RowsAsync(), row => row is { Kind: "reply", Status: MailStatus.Skipped, Reason: "user_preferences" });
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_answer_is_mailed_to_whom_it_answers_in_their_language_and_a_new_comment_to_the_posts_author(
        DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(
            provider,
            options => options with { Authors = [$"{MailHouse.Author} <author@example.org>", "Somebody Else <else@example.org>"] });
        var question = await house.SendConfirmedAsync(MailHouse.Comment(Ada, post: MailHouse.GermanPost));
        await house.ApproveAsync(question.Id);
        await house.DrainAsync();
        var answer = MailHouse.Comment(Grace, "See **this**, <b>and</b> [that](https://evil.example/x).", question.Id,
            MailHouse.GermanPost);
        var answered = await house.SendAsync(answer);
        await house.ApproveAsync(answered.Id);
        await house.DrainAsync();

        var mail = Assert.Single(house.Folder(), one => one.To == Ada && one.Subject.StartsWith("Neuer", StringComparison.Ordinal));
        Assert.Equal("Neuer Kommentar zu: Über den ersten Beitrag", mail.Subject);
        Assert.Contains("> See this, <b>and</b> that.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;and&lt;/b&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"https://blog.example.org/posts/erster-beitrag/comments/{answered.Id:D}/", mail.Text, StringComparison.Ordinal);
        Assert.Equal(
            2, house.Folder().Count(one => one.To == "author@example.org" && one.Subject.StartsWith("New", StringComparison.Ordinal)));
        Assert.DoesNotContain(house.Folder(), one => one.To == "else@example.org");
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Moderators_hear_at_once_or_once_a_day_and_never_what_a_waiting_comment_says(DatabaseProvider provider)
    {
        await using (var atOnce = await MailHouse.OpenAsync(provider, options => options with { Moderators = [Grace] }))
        {
            await atOnce.SendAsync(MailHouse.Comment(content: "Not to be mailed."));
            await atOnce.DrainAsync();
            var mail = Assert.Single(atOnce.Folder());
            Assert.Equal("Comments wait for a decision: 1", mail.Subject);
            Assert.DoesNotContain("Not to be mailed", mail.Text + mail.Html, StringComparison.Ordinal);
        }

        await using var daily = await MailHouse.OpenAsync(
            provider, options => options with { Moderators = [Grace], ModeratorMails = MailTiming.Digest });
        await daily.SendAsync(MailHouse.Comment());
        await daily.SendAsync(MailHouse.Comment(post: MailHouse.GermanPost));
        await daily.DrainAsync();
        Assert.Empty(daily.Folder());
        await daily.EndsAsync("moderation", MailStatus.Delivered, TimeSpan.FromHours(6));
        var digest = Assert.Single(daily.Folder());
        Assert.Equal("Comments wait for a decision: 2", digest.Subject);
        Assert.Contains("* Über den ersten Beitrag: 1", digest.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Every_end_is_audited_by_kind_and_tag_and_no_address_is_in_database_or_log(DatabaseProvider provider)
    {
        await using var house = await MailHouse.OpenAsync(provider);
        var sent = await house.SendConfirmedAsync(MailHouse.Comment(Ada));
        await house.ApproveAsync(sent.Id);
        await house.DrainAsync();

        var payloads = await house.Events.RowsAsync<AuditPayload>();
        var stored = payloads.Select(payload => System.Text.Encoding.UTF8.GetString(payload.Content)).ToList();
        var subject = Assert.Single(await house.Events.RowsAsync<GoNoGo.Gdpr.Subjects.Subject>()).Id;
        var details = await house.Events.InScopeAsync(scope =>
            scope.GetRequiredService<AuditDetails>().AboutAsync([subject], [], TestContext.Current.CancellationToken));
        var texts = details.Select(entry => entry.Details ?? "").ToList();
        var tag = house.Events.Services.GetRequiredService<Pseudonyms>().Tag(EmailAddress.TryParse(Ada)!).Value;
        var entry = (await house.Events.RowsAsync<AuditEntry>()).Last(row => row.Action == "mail.delivered");
        Assert.Equal((await house.RowAsync("comment_approved")).Id.ToString("D"), entry.ResourceId);
        Assert.Contains(
            texts, text => text.Contains("comment_approved", StringComparison.Ordinal) && text.Contains(tag, StringComparison.Ordinal));
        Assert.DoesNotContain(stored, text => text.Contains(tag, StringComparison.Ordinal));
        Assert.DoesNotContain(
            texts.Concat(stored).Concat(house.Events.Log.Lines), text => text.Contains("ada@", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task AnswerAsync(MailHouse house, Guid question)
    {
        var answer = await house.SendAsync(MailHouse.Comment(content: "An answer.", parent: question));
        await house.ApproveAsync(answer.Id);
        await house.DrainAsync();
    }

    private static async Task<(string? Reason, MailStatus Status)> EndAsync(MailHouse house, string kind)
    {
        var row = await house.RowAsync(kind);
        return (row.Reason, row.Status);
    }
}
