using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Comments;

public sealed class ThreadTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Approved_comments_show_in_thread_order_to_depth_three(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var first = await house.PublishAsync(CommentHouse.Comment("1"));
        var second = await house.PublishAsync(CommentHouse.Comment("2"));
        var answer = await house.PublishAsync(CommentHouse.Comment("1.1") with { ParentId = first.Id });
        var deep = await house.PublishAsync(CommentHouse.Comment("1.1.1") with { ParentId = answer.Id });
        await house.PublishAsync(CommentHouse.Comment("2.1") with { ParentId = second.Id });
        await house.PublishAsync(CommentHouse.Comment("1.1.2") with { ParentId = deep.Id });
        await house.SendWellAsync(CommentHouse.Comment("pending"));

        var page = await house.ReadAsync();

        Assert.Equal(["1", "1.1", "1.1.1", "1.1.2", "2", "2.1"], page.Items.Select(item => item.Content));
        Assert.Equal([1, 2, 3, 3, 1, 2], page.Items.Select(item => item.Depth));
        Assert.Equal(6, page.Total);
        Assert.Null(page.Next);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Pages_follow_each_other_without_a_gap_though_comments_arrive_between(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        for (var i = 0; i < 7; i++)
        {
            await house.PublishAsync(CommentHouse.Comment($"{i}"));
        }

        var first = await house.ReadAsync(limit: 3);
        await house.PublishAsync(CommentHouse.Comment("late answer") with { ParentId = first.Items[0].Id });
        var second = await house.ReadAsync(after: first.Next, limit: 3);
        var third = await house.ReadAsync(after: second.Next, limit: 3);

        var read = first.Items.Concat(second.Items).Concat(third.Items).Select(item => item.Content);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], read);
        Assert.Null(third.Next);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_erased_comment_leaves_a_tombstone_only_where_it_has_answers(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var answered = await house.PublishAsync(CommentHouse.Comment("answered") with { AuthorName = "Ada" });
        var alone = await house.PublishAsync(CommentHouse.Comment("alone"));
        await house.PublishAsync(CommentHouse.Comment("answer") with { ParentId = answered.Id });

        await house.EraseAsync(answered);
        await house.EraseAsync(alone);

        var page = await house.ReadAsync();
        Assert.Equal(["", "answer"], page.Items.Select(item => item.Content));
        Assert.Null(page.Items[0].Author);
        Assert.Equal("", page.Items[0].Html);
        Assert.Equal(1, page.Total);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Posts_are_counted_together_as_each_thread_counts_itself(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var answered = await house.PublishAsync(CommentHouse.Comment("answered"));
        await house.PublishAsync(CommentHouse.Comment("answer") with { ParentId = answered.Id });
        await house.PublishAsync(CommentHouse.Comment("elsewhere") with { PostId = CommentHouse.OtherPost });
        await house.SendWellAsync(CommentHouse.Comment("pending"));
        await house.RejectAsync((await house.SendWellAsync(CommentHouse.Comment("refused"))).Id);
        var restricted = await house.PublishAsync(CommentHouse.Comment("restricted"));
        await RestrictAsync(house, restricted.Id);

        Assert.Equal([(CommentHouse.Post, 2), (CommentHouse.OtherPost, 1)], await CountAsync(house));
        await house.EraseAsync(answered);
        Assert.Equal([(CommentHouse.Post, 1), (CommentHouse.OtherPost, 1)], await CountAsync(house));
        Assert.Equal(1, (await house.ReadAsync()).Total);
    }

    private static async Task RestrictAsync(CommentHouse house, Guid id) => await house.InScopeAsync(scope =>
        scope.GetRequiredService<UnitOfWork>().RunAsync<Comment>(
            async (_, ended) =>
            {
                var comment = await scope.GetRequiredService<DataContext>().Set<Comment>().SingleAsync(one => one.Id == id, ended);
                comment.IsRestricted = true;
                return comment;
            },
            TestContext.Current.CancellationToken));

    /// <summary>Among more posts than a statement may have parameters, as in the archive of a large blog.</summary>
    private static async Task<IEnumerable<(string Post, int Count)>> CountAsync(CommentHouse house)
    {
        IReadOnlyList<string> posts =
            [.. Enumerable.Range(0, 70_000).Select(number => $"post-{number}"), CommentHouse.Post, CommentHouse.OtherPost];
        var counts = await house.WithAsync((CommentService comments) => comments.CountAsync(posts, TestContext.Current.CancellationToken));
        return counts.Select(count => (count.Key, count.Value)).OrderBy(count => count.Key, StringComparer.Ordinal);
    }
}
