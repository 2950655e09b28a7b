using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>Authors who ask for another look, and readers who do.</summary>
public sealed class AppealAndReportTests
{
    private static readonly NetworkTag Network = new("20280229:reader");

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_author_of_a_refused_comment_reads_the_reason_and_appeals_once(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        Assert.IsType<CannotAppeal>((await AppealAsync(house, receipt, "But why?")).Error);
        await house.RejectAsync(receipt.Id, RefusalReason.OffTopic);

        var own = await OwnAsync(house, receipt);
        Assert.Equal((RefusalReason.OffTopic, true), (own.Reason, own.CanAppeal));
        Assert.IsType<AppealTextWrong>((await AppealAsync(house, receipt, " ")).Error);
        Assert.IsType<AppealTextWrong>((await AppealAsync(house, receipt, new string('x', 2001))).Error);
        Assert.Null((await AppealAsync(house, receipt, "It is on topic.")).Error);

        Assert.IsType<CannotAppeal>((await AppealAsync(house, receipt, "Again.")).Error);
        Assert.Equal(QueueRanks.Appealed, (await house.RowAsync(receipt.Id)).QueueRank);
        Assert.True((await OwnAsync(house, receipt)).Appeal is { IsOpen: true, Text: "It is on topic." });
        Assert.Contains(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.flagged");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_appeal_ends_with_a_decision_also_one_that_stays_as_it_was_and_undoing_opens_it_again(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        await house.RejectAsync(receipt.Id, RefusalReason.OffTopic);
        await AppealAsync(house, receipt, "It is on topic.");

        var upheld = await house.RejectAsync(receipt.Id, RefusalReason.OffTopic);

        Assert.True(upheld.Value?.Changed);
        Assert.Null((await house.RowAsync(receipt.Id)).QueueRank);
        Assert.False((await OwnAsync(house, receipt)).Appeal?.IsOpen);
        Assert.Equal(2, (await house.RowsAsync<OutboxEvent>()).Count(published => published.Type == "comment.rejected"));

        await house.WithAsync<ModerationService, Result<Decision>>(desk =>
            desk.UndoAsync(receipt.Id, null, null, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));
        Assert.Equal(QueueRanks.Appealed, (await house.RowAsync(receipt.Id)).QueueRank);
        Assert.True((await OwnAsync(house, receipt)).Appeal?.IsOpen);

        Assert.Equal(ModerationStatus.Approved, (await house.ApproveAsync(receipt.Id)).Value?.Status);
        Assert.Single((await house.ReadAsync()).Items);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_reported_comment_stays_where_it_is_and_comes_first_in_the_queue_until_somebody_decides(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment());

        Assert.Null((await ReportAsync(house, receipt.Id)).Error);

        Assert.Single((await house.ReadAsync()).Items);
        Assert.Equal(QueueRanks.Reported, (await house.RowAsync(receipt.Id)).QueueRank);
        var kept = await house.ApproveAsync(receipt.Id);
        Assert.True(kept.Value?.Changed);
        Assert.Null((await house.RowAsync(receipt.Id)).QueueRank);
        Assert.Single(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.approved");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_network_reports_a_comment_once_and_five_in_an_hour(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipts = new List<CommentReceipt>();
        for (var i = 0; i < 7; i++)
        {
            receipts.Add(await house.PublishAsync(CommentHouse.Comment()));
        }

        Assert.Null((await ReportAsync(house, receipts[0].Id)).Error);
        Assert.IsType<TooManyReports>((await ReportAsync(house, receipts[0].Id)).Error);
        Assert.Null((await ReportAsync(house, receipts[0].Id, new NetworkTag("20280229:other"))).Error);
        for (var i = 1; i < ReaderReports.MostPerHour; i++)
        {
            Assert.Null((await ReportAsync(house, receipts[i].Id)).Error);
        }

        Assert.IsType<TooManyReports>((await ReportAsync(house, receipts[5].Id)).Error);
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await ReportAsync(house, receipts[5].Id)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_nobody_can_see_cannot_be_reported_and_reports_go_after_thirty_days(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var waiting = await house.SendWellAsync(CommentHouse.Comment());
        Assert.IsType<CommentNotFound>((await ReportAsync(house, waiting.Id)).Error);
        await house.ApproveAsync(waiting.Id);
        Assert.Null((await ReportAsync(house, waiting.Id)).Error);

        house.Clock.Advance(TimeSpan.FromDays(30));
        await house.SweepAsync();

        Assert.Empty(await house.RowsAsync<CommentReport>());
        Assert.Null((await house.RowAsync(waiting.Id)).QueueRank);
    }

    private static Task<Result<Guid>> AppealAsync(CommentHouse house, CommentReceipt receipt, string text) =>
        house.WithAsync<OwnComment, Result<Guid>>(
            own => own.AppealAsync(receipt.CapabilityToken, text, TestContext.Current.CancellationToken));

    private static async Task<OwnCommentView> OwnAsync(CommentHouse house, CommentReceipt receipt) =>
        (await house.WithAsync<OwnComment, Result<OwnCommentView>>(
            own => own.FindAsync(receipt.CapabilityToken, TestContext.Current.CancellationToken))).Value!;

    private static Task<Result<Guid>> ReportAsync(CommentHouse house, Guid id, NetworkTag? network = null) =>
        house.WithAsync<ReaderReports, Result<Guid>>(reports => reports.ReportAsync(
            new NewReport(id, CommentHouse.Post, RefusalReason.Insult, "It is rude.", network ?? Network),
            TestContext.Current.CancellationToken));
}
