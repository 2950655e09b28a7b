using System.Text;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Comments.Moderation.Rules;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>What the rules do with a comment once it was sent.</summary>
public sealed class ScreeningTests
{
    private const string Ada = "ada@example.org";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_verdict_is_entered_with_rule_version_result_and_the_authors_tag_clean_ones_too(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new LinkRule("links", 5, 2), new WordRule("words", 10, ["casino"])] };

        var comment = await house.ScreenedAsync(CommentHouse.Comment("A casino."));

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "comment.screened");
        Assert.Equal((AuditActor.System, comment.Id.ToString("D")), (entry.Actor, entry.ResourceId));
        var payload = Encoding.UTF8.GetString(
            Assert.Single(await house.RowsAsync<AuditPayload>(), payload => payload.Sequence == entry.Sequence).Content);
        Assert.Contains($"\"rule.links\":\"{house.Policy.Rules[0].Version} clean\"", payload, StringComparison.Ordinal);
        Assert.Contains($"\"rule.words\":\"{house.Policy.Rules[1].Version} flagged\"", payload, StringComparison.Ordinal);
        Assert.Contains($"\"author_tag\":\"{comment.SubjectId:D}\"", payload, StringComparison.Ordinal);
        Assert.Equal(("no_ticket,words", ModerationStatus.Pending), (comment.Flags, comment.ModerationStatus));
        Assert.Contains(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.flagged");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_no_rule_flags_is_entered_as_clean_and_announced_to_nobody(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new LinkRule("links", 5, 2)] };

        var comment = await house.ScreenedAsync(CommentHouse.Comment());

        Assert.Equal(QueueRanks.Unflagged, comment.QueueRank);
        Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "comment.screened");
        Assert.DoesNotContain(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.flagged");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Heavier_flags_put_a_comment_further_down(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new WordRule("bad", 7, ["bad"]), new WordRule("worse", 20, ["worse"])] };

        Assert.Equal(10, (await house.ScreenedAsync(CommentHouse.Comment("good"))).QueueRank);
        Assert.Equal(17, (await house.ScreenedAsync(CommentHouse.Comment("bad"))).QueueRank);
        Assert.Equal(37, (await house.ScreenedAsync(CommentHouse.Comment("bad and worse"))).QueueRank);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_first_comment_of_an_address_is_flagged_until_one_was_approved(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new FirstCommentRule("first_comment", 1)] };
        var mine = CommentHouse.Comment() with { AuthorEmail = Ada };

        var first = await house.ScreenedAsync(mine);
        var second = await house.ScreenedAsync(mine);
        await house.ApproveAsync(first.Id);
        var third = await house.ScreenedAsync(mine);
        var somebody = await house.ScreenedAsync(CommentHouse.Comment());

        Assert.Equal([true, true, false, true], new[] { first, second, third, somebody }.Select(IsFirst));

        static bool IsFirst(Comment comment) => comment.Flags.Contains("first_comment", StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_sends_too_many_is_flagged_by_tag_and_by_network(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new RateRule("rate", 1, 2, 10)] };
        var network = CommentHouse.Comment() with { NetworkTag = new NetworkTag("20280229:one") };

        Assert.Equal([false, false, true], await FlagsAsync(house, network, network, network));
        var person = CommentHouse.Comment() with { AuthorEmail = Ada };
        Assert.Equal([false, false, true], await FlagsAsync(house, person, person, person));
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal([false], await FlagsAsync(house, person));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_same_text_is_known_again_whatever_its_case_and_forgotten_after_thirty_days(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new DuplicateRule("duplicate", 1, 30)] };

        Assert.Equal(
            [false, true, false],
            await FlagsAsync(
                house, CommentHouse.Comment("Buy my book!"), CommentHouse.Comment("buy … MY book"), CommentHouse.Comment("Buy a book")));
        house.Clock.Advance(TimeSpan.FromDays(30));
        await house.SweepAsync();
        Assert.All((await house.RowsAsync<Comment>()).Take(2), comment => Assert.Null(comment.ContentTag));
        Assert.Equal([false], await FlagsAsync(house, CommentHouse.Comment("Buy my book!")));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_on_an_old_post_and_one_that_no_person_can_have_sent_are_flagged(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new PostAgeRule("post_age", 1, 100), new FormRule("form", 1, 3)] };

        Assert.Equal("", (await house.ScreenedAsync(Ticketed(house, CommentHouse.Post))).Flags);
        Assert.Equal("post_age", (await house.ScreenedAsync(Ticketed(house, CommentHouse.OtherPost))).Flags);
        var trapped = await house.ScreenedAsync(Ticketed(house, CommentHouse.Post) with { Trap = "https://spam.example" });
        Assert.Equal("trap_filled,form", trapped.Flags);
        Assert.Equal("no_ticket,form", (await house.ScreenedAsync(CommentHouse.Comment())).Flags);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nobody_is_published_without_a_person_unless_the_operator_trusts_and_who_sends_was_signed_in(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Policy = new ModerationPolicy { Rules = [new WordRule("words", 5, ["casino"])], TrustedAfter = 3 };
        var typed = CommentHouse.Comment() with { AuthorEmail = Ada };
        for (var i = 0; i < 3; i++)
        {
            await house.PublishAsync(typed);
        }

        var subject = new SubjectId((await house.RowsAsync<Comment>())[0].SubjectId!.Value);
        var signedIn = CommentHouse.Comment() with { SignedInAs = subject };
        Assert.Equal(ModerationStatus.Pending, (await house.ScreenedAsync(signedIn)).ModerationStatus);
        house.Policy = house.Policy with { PublishTrusted = true };
        Assert.Equal(ModerationStatus.Pending, (await house.ScreenedAsync(typed)).ModerationStatus);
        Assert.Equal(ModerationStatus.Pending, (await house.ScreenedAsync(signedIn with { Content = "A casino" })).ModerationStatus);

        var trusted = await house.ScreenedAsync(signedIn);

        Assert.Equal((ModerationStatus.Approved, (int?)null), (trusted.ModerationStatus, trusted.QueueRank));
        var decision = Assert.Single(await house.RowsAsync<ModerationDecision>(), decision => decision.CommentId == trusted.Id);
        Assert.Equal((AuditActor.System, "trusted_author", (Guid?)null), (decision.Actor, decision.Rule, decision.DecidedBy));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_reputation_is_the_share_of_what_was_approved(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var mine = CommentHouse.Comment() with { AuthorEmail = Ada };
        var first = await house.PublishAsync(mine);
        await house.PublishAsync(mine);
        var refused = await house.SendWellAsync(mine);
        await house.RejectAsync(refused.Id);
        await house.SendWellAsync(mine);
        var subject = new SubjectId((await house.RowAsync(first.Id)).SubjectId!.Value);

        var reputation = await house.WithAsync<Reputations, Reputation>(
            reputations => reputations.FindAsync(subject, TestContext.Current.CancellationToken));

        Assert.Equal((2, 1, 60), (reputation.Approved, reputation.Refused, reputation.Score));
        Assert.False(reputation.IsTrusted(2));
        Assert.True(new Reputation(3, 0).IsTrusted(3));
        Assert.Equal(50, new Reputation(0, 0).Score);
    }

    private static NewComment Ticketed(CommentHouse house, string post)
    {
        var ticket = house.Tickets.Issue(post);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        return CommentHouse.Comment() with { PostId = post, Ticket = ticket };
    }

    private static async Task<IReadOnlyList<bool>> FlagsAsync(CommentHouse house, params NewComment[] comments)
    {
        var flagged = new List<bool>();
        foreach (var comment in comments)
        {
            var row = await house.ScreenedAsync(comment);
            flagged.Add(Verdicts.WeightOf(row.Verdicts) > 0);
        }

        return flagged;
    }
}
