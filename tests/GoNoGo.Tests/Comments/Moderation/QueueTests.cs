using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>What moderators see: the queue in its order, page by page, and what it can be filtered by.</summary>
public sealed class QueueTests
{
    private static readonly ModeratorIdentity Grace =
        new(AuditActor.Moderator, new SubjectId(new Guid("11111111-0000-7000-8000-000000000001")));

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_queue_has_reports_then_appeals_then_what_waits_the_lightest_and_oldest_first(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new WordRule("words", 10, ["casino"])] };
        await house.ScreenedAsync(CommentHouse.Comment("A casino"));
        await house.ScreenedAsync(CommentHouse.Comment("First"));
        await house.ScreenedAsync(CommentHouse.Comment("Second"));
        var refused = await house.SendWellAsync(CommentHouse.Comment("Refused"));
        await house.RejectAsync(refused.Id, RefusalReason.OffTopic);
        await house.WithAsync<OwnComment, Result<Guid>>(
            own => own.AppealAsync(refused.CapabilityToken, "But why?", TestContext.Current.CancellationToken));
        var published = await house.PublishAsync(CommentHouse.Comment("Published"));
        await house.PublishAsync(CommentHouse.Comment("Undisputed"));
        await house.WithAsync<ReaderReports, Result<Guid>>(reports => reports.ReportAsync(
            new NewReport(published.Id, CommentHouse.Post, RefusalReason.Insult, "Rude.", NetworkTag: null),
            TestContext.Current.CancellationToken));

        var page = await ReadAsync(house, new QueueFilter());

        Assert.Equal(["Published", "Refused", "First", "Second", "A casino"], page.Items.Select(item => item.Content));
        Assert.Equal(
            [WaitingFor.Report, WaitingFor.Appeal, WaitingFor.Decision, WaitingFor.Decision, WaitingFor.Decision],
            page.Items.Select(item => item.WaitsFor));
        Assert.Equal("Rude.", Assert.Single(page.Items[0].Reports).Text);
        Assert.Equal("But why?", page.Items[1].Appeal?.Text);
        var figures = await house.WithAsync<MailedComments, QueueFigures>(
            comments => comments.QueueAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new QueueFigures(5, 1, 1, 1), figures);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Pages_follow_each_other_by_key_though_the_comments_between_were_decided_on(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        for (var i = 0; i < 7; i++)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await house.SendWellAsync(CommentHouse.Comment($"{i}"));
        }

        var first = await ReadAsync(house, new QueueFilter(), limit: 3);
        await house.ApproveAsync(first.Items[0].Id);
        await house.ApproveAsync(first.Items[2].Id);
        var second = await ReadAsync(house, new QueueFilter(), first.Next, limit: 3);
        var third = await ReadAsync(house, new QueueFilter(), second.Next, limit: 3);

        Assert.Equal(["0", "1", "2"], first.Items.Select(item => item.Content));
        Assert.Equal(["3", "4", "5"], second.Items.Select(item => item.Content));
        Assert.Equal(["6"], third.Items.Select(item => item.Content));
        Assert.Null(third.Next);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Comments_are_found_by_status_post_flag_and_words(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new WordRule("words", 10, ["casino"]), new LinkRule("link", 1, 0)] };
        await house.ScreenedAsync(CommentHouse.Comment("A casino") with { PostId = CommentHouse.OtherPost });
        await house.ScreenedAsync(CommentHouse.Comment("Of 100% GOLD_") with { AuthorName = "Ada" });
        var approved = await house.PublishAsync(CommentHouse.Comment("Approved"));

        Assert.Equal(["A casino"], await FoundAsync(house, new QueueFilter { PostId = CommentHouse.OtherPost }));
        Assert.Equal(["A casino"], await FoundAsync(house, new QueueFilter { Flag = "words" }));
        Assert.Empty(await FoundAsync(house, new QueueFilter { Flag = "word" }));
        Assert.Equal(["Of 100% GOLD_"], await FoundAsync(house, new QueueFilter { Search = "100% gold_" }));
        Assert.Equal(["Of 100% GOLD_"], await FoundAsync(house, new QueueFilter { Search = " ada " }));
        Assert.Empty(await FoundAsync(house, new QueueFilter { Search = "1_0" }));
        Assert.Equal(
            ["Approved"], await FoundAsync(house, new QueueFilter { Scope = QueueScope.Status, Status = ModerationStatus.Approved }));
        Assert.Equal(["Approved", "Of 100% GOLD_", "A casino"], await FoundAsync(house, new QueueFilter { Scope = QueueScope.All }));
        var all = new QueueFilter { Scope = QueueScope.All };
        var first = await ReadAsync(house, all, limit: 2);
        Assert.Equal(["A casino"], (await ReadAsync(house, all, first.Next, limit: 2)).Items.Select(item => item.Content));
        Assert.Equal(approved.Id, first.Items[0].Id);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Whoever_opens_the_queue_or_a_comment_is_entered_before_it_shows_and_no_word_of_a_search_is(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());

        await ReadAsync(house, new QueueFilter { Search = "Ada Lovelace" });
        await house.WithAsync<ModerationQueue, Result<CommentFile>>(
            queue => queue.FindAsync(receipt.Id, Grace, TestContext.Current.CancellationToken));

        var entries = (await house.RowsAsync<AuditEntry>()).Where(entry => entry.Action == "personal_data.read").ToList();
        Assert.Equal(
            [("moderation_queue", "waiting"), ("comment", receipt.Id.ToString("D"))],
            entries.Select(entry => (entry.ResourceType, entry.ResourceId)));
        Assert.All(entries, entry => Assert.Equal(AuditActor.Moderator, entry.Actor));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comments_file_holds_verdicts_decisions_reports_edits_and_no_address(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new WordRule("words", 10, ["casino"]), new LinkRule("links", 1, 0)] };
        var comment = await house.ScreenedAsync(
            CommentHouse.Comment("A casino") with { AuthorEmail = "ada@example.org", NotifyReplies = true });
        await house.WithAsync<CommentDesk, Result<CommentRevision>>(
            desk => desk.EditAsync(comment.Id, "A place", null, Grace, TestContext.Current.CancellationToken));
        await house.WithAsync<ModerationService, Result<Decision>>(
            desk => desk.ApproveAsync(comment.Id, Grace, TestContext.Current.CancellationToken));

        var file = (await house.WithAsync<ModerationQueue, Result<CommentFile>>(
            queue => queue.FindAsync(comment.Id, Grace, TestContext.Current.CancellationToken))).Value!;

        Assert.Equal([("words", Finding.Flagged), ("links", Finding.Clean)], file.Verdicts.Select(one => (one.Rule, one.Finding)));
        Assert.Equal(
            (ModerationStatus.Approved, Grace.Subject!.Value.Value), file.Decisions.Select(one => (one.To, one.DecidedBy)).Single());
        Assert.Equal("A casino", Assert.Single(file.Edits).Before);
        Assert.Equal((true, false), (file.HasEmailTag, file.HasNetworkTag));
        Assert.DoesNotContain("ada@", System.Text.Json.JsonSerializer.Serialize(file), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> FoundAsync(CommentHouse house, QueueFilter filter) =>
        (await ReadAsync(house, filter)).Items.Select(item => item.Content);

    private static Task<QueuePage> ReadAsync(CommentHouse house, QueueFilter filter, string? after = null, int limit = 50) =>
        house.WithAsync<ModerationQueue, QueuePage>(
            queue => queue.ReadAsync(filter, after, limit, Grace, TestContext.Current.CancellationToken));
}
