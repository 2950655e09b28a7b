using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments;

/// <summary>What goes when its clock runs out, and not before.</summary>
public sealed class RetentionTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_tag_of_a_network_goes_after_thirty_days_while_its_comment_stays(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment() with { NetworkTag = new NetworkTag("20280229:x") });

        house.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        await house.SweepAsync();
        Assert.NotNull(Assert.Single(await house.RowsAsync<Comment>()).NetworkTag);
        house.Clock.Advance(TimeSpan.FromTicks(1));
        await house.SweepAsync();

        Assert.True(Assert.Single(await house.RowsAsync<Comment>()) is { NetworkTag: null, NetworkTagUntil: null, Content: "A thought." });
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "retention.swept", ResourceId: "network_tags" });
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_address_that_nobody_confirms_goes_after_forty_eight_hours(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = "ada@example.org", NotifyReplies = true });

        house.Clock.Advance(TimeSpan.FromHours(47));
        await house.SweepAsync();
        Assert.Single(await house.RowsAsync<Mailbox>());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.SweepAsync();

        Assert.Empty(await house.RowsAsync<Mailbox>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_is_erased_when_its_years_are_over_and_its_author_forgotten(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment("one") with { AuthorEmail = "ada@example.org", AuthorName = "Ada" });
        await house.PublishAsync(CommentHouse.Comment("two") with { AuthorEmail = "ada@example.org", AuthorName = "Ada" });

        house.Clock.Advance(TimeSpan.FromDays(2190));
        var removed = await house.SweepAsync();

        Assert.Equal(2, removed["comments"]);
        Assert.All(await house.RowsAsync<Comment>(), row => Assert.True(row is { IsDeleted: true, Content: "", AuthorName: null }));
        Assert.Empty(await house.RowsAsync<Subject>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Expired_keys_are_forgotten_and_a_second_sweep_finds_nothing(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment() with { IdempotencyKey = "key" });

        house.Clock.Advance(IdempotencyRecords.Lifetime);

        Assert.Equal(1, (await house.SweepAsync())["idempotency_records"]);
        Assert.All(await house.SweepAsync(), step => Assert.Equal(0, step.Value));
    }
}
