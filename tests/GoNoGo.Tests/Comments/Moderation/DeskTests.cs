using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>What moderators do beside deciding: blocks, edits, locks and pins.</summary>
public sealed class DeskTests
{
    private static readonly ModeratorIdentity Grace =
        new(AuditActor.Moderator, new SubjectId(new Guid("11111111-0000-7000-8000-000000000001")));

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_is_blocked_by_their_address_is_told_until_when_and_comes_back_after_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var mine = CommentHouse.Comment() with { AuthorEmail = "ada@example.org" };
        var receipt = await house.SendWellAsync(mine);

        var block = (await BlockAsync(house, receipt.Id, BlockKind.Email, days: 7)).Value!;

        Assert.Equal("2028-03-07 12:00", Assert.IsType<SenderBlocked>((await house.SendAsync(mine)).Error).Until);
        Assert.Null((await house.SendAsync(CommentHouse.Comment())).Error);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "sender.blocked", Actor: AuditActor.Moderator });
        house.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Null((await house.SendAsync(mine)).Error);
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<SenderBlock>());
        Assert.IsType<BlockNotFound>((await LiftAsync(house, block.Id)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_block_that_is_lifted_keeps_nobody_out(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var mine = CommentHouse.Comment() with { AuthorEmail = "ada@example.org" };
        var block = (await BlockAsync(house, (await house.SendWellAsync(mine)).Id, BlockKind.Email, days: 365)).Value!;
        Assert.IsType<SenderBlocked>((await house.SendAsync(mine)).Error);

        Assert.Null((await LiftAsync(house, block.Id)).Error);

        Assert.Null((await house.SendAsync(mine)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_network_is_blocked_only_as_long_as_the_key_of_its_day_lives(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var pseudonyms = house.Service<Pseudonyms>();
        var address = System.Net.IPAddress.Parse("192.0.2.7");
        var receipt = await house.SendWellAsync(CommentHouse.Comment() with { NetworkTag = pseudonyms.Tag(address) });

        var block = (await BlockAsync(house, receipt.Id, BlockKind.Network, days: 30)).Value!;

        Assert.Equal(new DateTimeOffset(2028, 3, 2, 0, 0, 0, TimeSpan.Zero), block.Until);
        Assert.IsType<SenderBlocked>((await house.SendAsync(FromThere())).Error);
        house.Clock.Advance(TimeSpan.FromHours(30));
        Assert.IsType<SenderBlocked>((await house.SendAsync(FromThere())).Error);
        house.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Null((await house.SendAsync(FromThere())).Error);
        Assert.IsType<SenderNotKnown>((await BlockAsync(house, receipt.Id, BlockKind.Network, days: 30)).Error);

        NewComment FromThere() => CommentHouse.Comment() with
        {
            NetworkTag = pseudonyms.Tag(address),
            EarlierNetworkTag = pseudonyms.TagOfYesterday(address),
        };
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_without_an_address_and_a_block_without_an_end_are_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());

        Assert.IsType<SenderNotKnown>((await BlockAsync(house, receipt.Id, BlockKind.Email, days: 7)).Error);
        Assert.IsType<BlockPeriodWrong>((await BlockAsync(house, receipt.Id, BlockKind.Email, days: 0)).Error);
        Assert.IsType<BlockPeriodWrong>((await BlockAsync(house, receipt.Id, BlockKind.Email, days: 366)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_a_moderator_changes_is_kept_with_the_text_before_and_its_author_sees_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment("Call Ada at 555 0100, she knows."));

        var edited = await house.WithAsync<CommentDesk, Result<CommentRevision>>(desk => desk.EditAsync(
            receipt.Id, "Call Ada, she knows.", revision: null, Grace, TestContext.Current.CancellationToken));

        Assert.Null(edited.Error);
        Assert.Equal("Call Ada, she knows.", Assert.Single((await house.ReadAsync()).Items).Content);
        var own = (await house.WithAsync<OwnComment, Result<OwnCommentView>>(
            one => one.FindAsync(receipt.CapabilityToken, TestContext.Current.CancellationToken))).Value!;
        Assert.Equal("Call Ada at 555 0100, she knows.", Assert.Single(own.Edits).Before);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "comment.edited", Actor: AuditActor.Moderator });
        await house.EraseAsync(receipt);
        Assert.Empty(await house.RowsAsync<CommentEdit>());
    }

    [Fact]
    public void The_difference_of_two_texts_shows_what_went_and_what_came() => Assert.Equal(
        [
            new DifferencePart(DifferenceKind.Same, "Call "),
            new DifferencePart(DifferenceKind.Removed, "Ada"),
            new DifferencePart(DifferenceKind.Added, "somebody"),
            new DifferencePart(DifferenceKind.Same, " today"),
        ],
        CommentDifference.Of("Call Ada today", "Call somebody today"));

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_locked_thread_takes_no_answers_until_it_is_opened_again(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var root = await house.PublishAsync(CommentHouse.Comment());
        var answer = await house.PublishAsync(CommentHouse.Comment() with { ParentId = root.Id });
        var other = await house.PublishAsync(CommentHouse.Comment());
        await LockAsync(house, root.Id, true);

        foreach (var parent in new[] { root, answer })
        {
            var sent = await house.SendAsync(CommentHouse.Comment() with { ParentId = parent.Id });
            var refused = Assert.IsType<InvalidComment>(sent.Error);
            Assert.IsType<ThreadLocked>(Assert.Single(refused.Fields));
        }

        Assert.Equal([true, true, false], (await house.ReadAsync()).Items.Select(comment => comment.IsLocked));
        Assert.Null((await house.SendAsync(CommentHouse.Comment() with { ParentId = other.Id })).Error);
        await LockAsync(house, root.Id, false);
        Assert.Null((await house.SendAsync(CommentHouse.Comment() with { ParentId = answer.Id })).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Pinned_comments_come_with_the_first_page_at_most_three_and_no_answers(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipts = new List<CommentReceipt>();
        for (var i = 0; i < 4; i++)
        {
            receipts.Add(await house.PublishAsync(CommentHouse.Comment($"Thought {i}")));
        }

        var answer = await house.PublishAsync(CommentHouse.Comment() with { ParentId = receipts[0].Id });
        for (var i = 3; i > 0; i--)
        {
            Assert.Null((await PinAsync(house, receipts[i].Id)).Error);
        }

        Assert.IsType<CannotPin>((await PinAsync(house, receipts[0].Id)).Error);
        Assert.IsType<CannotPin>((await PinAsync(house, answer.Id)).Error);
        var page = await house.ReadAsync(limit: 2);
        Assert.Equal(["Thought 1", "Thought 2", "Thought 3"], page.Pinned.Select(comment => comment.Content));
        Assert.Empty((await house.ReadAsync(after: page.Next)).Pinned);
        await house.RejectAsync(receipts[1].Id);
        Assert.Equal(2, (await house.ReadAsync()).Pinned.Count);
    }

    private static Task<Result<BlockView>> BlockAsync(CommentHouse house, Guid id, BlockKind kind, int days) =>
        house.WithAsync<SenderBlocks, Result<BlockView>>(blocks => blocks.BlockAsync(
            id, new NewBlock(kind, days, RefusalReason.Insult), Grace, TestContext.Current.CancellationToken));

    private static Task<Result<BlockView>> LiftAsync(CommentHouse house, Guid id) =>
        house.WithAsync<SenderBlocks, Result<BlockView>>(blocks => blocks.LiftAsync(id, Grace, TestContext.Current.CancellationToken));

    private static Task<Result<CommentRevision>> LockAsync(CommentHouse house, Guid id, bool isLocked) =>
        house.WithAsync<CommentDesk, Result<CommentRevision>>(
            desk => desk.LockAsync(id, isLocked, revision: null, Grace, TestContext.Current.CancellationToken));

    private static Task<Result<CommentRevision>> PinAsync(CommentHouse house, Guid id) =>
        house.WithAsync<CommentDesk, Result<CommentRevision>>(
            desk => desk.PinAsync(id, true, revision: null, Grace, TestContext.Current.CancellationToken));
}
