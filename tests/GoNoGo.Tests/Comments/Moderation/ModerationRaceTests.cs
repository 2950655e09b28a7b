using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>What a post or a network may have so many of, it has no more of when all are asked for at the same moment.</summary>
public sealed class ModerationRaceTests
{
    private static readonly NetworkTag Network = new("20280229:reader");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task No_more_than_three_are_pinned_of_six_at_once_and_each_change_has_a_revision_of_its_own(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var ids = await PublishAsync(house, 6);
        var before = (await house.RowsAsync<GoNoGo.Comments.Comment>()).ToDictionary(comment => comment.Id, comment => comment.Revision);

        var results = await Task.WhenAll(ids.Select(id => Task.Run(() => house.WithAsync<CommentDesk, Result<CommentRevision>>(desk =>
            desk.PinAsync(id, isPinned: true, revision: null, ModeratorIdentity.Operator, Cancelled)))));

        Assert.Equal(CommentDesk.MostPinned, results.Count(result => result.Error is null));
        var pinned = (await house.RowsAsync<GoNoGo.Comments.Comment>()).Where(comment => comment.IsPinned).ToList();
        Assert.Equal(CommentDesk.MostPinned, pinned.Count);
        Assert.All(pinned, comment => Assert.Equal(before[comment.Id] + 1, comment.Revision));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_network_reports_a_comment_once_and_five_in_an_hour_however_many_come_at_once(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var ids = await PublishAsync(house, 8);

        var same = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ReportAsync(house, ids[0]))));
        var several = await Task.WhenAll(ids.Skip(1).Select(id => Task.Run(() => ReportAsync(house, id))));

        Assert.Single(same, result => result.Error is null);
        Assert.Equal(ReaderReports.MostPerHour - 1, several.Count(result => result.Error is null));
        Assert.Equal(ReaderReports.MostPerHour, (await house.RowsAsync<CommentReport>()).Count);
    }

    private static async Task<IReadOnlyList<Guid>> PublishAsync(CommentHouse house, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await house.PublishAsync(CommentHouse.Comment())).Id);
        }

        return ids;
    }

    private static Task<Result<Guid>> ReportAsync(CommentHouse house, Guid id) => house.WithAsync<ReaderReports, Result<Guid>>(reports =>
        reports.ReportAsync(new NewReport(id, CommentHouse.Post, RefusalReason.Insult, "", Network), Cancelled));
}
