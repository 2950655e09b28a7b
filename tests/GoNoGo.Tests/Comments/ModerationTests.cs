using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Comments;

public sealed class ModerationTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Looking_at_the_queue_is_entered_before_anything_is_shown(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment());

        var seen = await house.InScopeAsync(async scope =>
        {
            await foreach (var item in scope.GetRequiredService<ModerationService>().ListAsync(
                ModerationStatus.Pending, ModeratorIdentity.Operator, TestContext.Current.CancellationToken))
            {
                Assert.Single(await house.RowsAsync<AuditEntry>(), IsAccess);
                return item;
            }

            return null;
        });

        Assert.NotNull(seen);
        Assert.Single(await house.RowsAsync<AuditEntry>(), IsAccess);

        static bool IsAccess(AuditEntry entry) => entry is
        {
            Action: "personal_data.read",
            Actor: AuditActor.Operator,
            ResourceType: "moderation_queue",
            ResourceId: "pending",
        };
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Approving_shows_the_comment_and_commits_audit_entry_and_event_with_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        Assert.Empty((await house.ReadAsync()).Items);

        var decision = (await house.ApproveAsync(receipt.Id)).Value;

        Assert.True(decision is { Changed: true, Status: ModerationStatus.Approved });
        Assert.Single((await house.ReadAsync()).Items);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "comment.approved", Actor: AuditActor.Operator });
        Assert.Contains(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.approved");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Rejecting_an_approved_comment_takes_it_from_the_page(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment());

        await house.RejectAsync(receipt.Id);

        Assert.Empty((await house.ReadAsync()).Items);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Approving_twice_changes_and_publishes_nothing_the_second_time(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment());

        var again = (await house.ApproveAsync(receipt.Id)).Value;

        Assert.False(again!.Changed);
        Assert.Single(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.approved");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_unknown_or_erased_comment_cannot_be_decided_on(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var erased = await house.SendWellAsync(CommentHouse.Comment());
        await house.EraseAsync(erased);

        Assert.IsType<CommentNotFound>((await house.ApproveAsync(erased.Id)).Error);
        Assert.IsType<CommentNotFound>((await house.ApproveAsync(Guid.Empty)).Error);
    }
}
