using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments.Moderation;

/// <summary>Deciding with reasons, taking it back, two at once, and many together.</summary>
public sealed class DecisionTests
{
    private static readonly ModeratorIdentity Grace =
        new(AuditActor.Moderator, new SubjectId(new Guid("11111111-0000-7000-8000-000000000001")));
    private static readonly ModeratorIdentity Linus =
        new(AuditActor.Moderator, new SubjectId(new Guid("11111111-0000-7000-8000-000000000002")));

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_decision_is_kept_with_who_made_it_when_and_why_as_long_as_the_comment(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());

        await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Rejected, RefusalReason.Insult), Grace);

        var decision = Assert.Single(await house.RowsAsync<ModerationDecision>());
        Assert.Equal(
            (Grace.Subject!.Value.Value, house.Clock.GetUtcNow(), RefusalReason.Insult),
            (decision.DecidedBy, decision.DecidedAt, decision.Reason));
        var row = await house.RowAsync(receipt.Id);
        Assert.Equal((RefusalReason.Insult, (int?)null), (row.RefusalReason, row.QueueRank));
        await house.EraseAsync(receipt);
        Assert.Empty(await house.RowsAsync<ModerationDecision>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_refusal_is_not_taken_back_once_its_author_has_changed_the_text(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        await house.ApproveAsync(receipt.Id);
        await house.RejectAsync(receipt.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await house.EditAsync(receipt, "What nobody has looked at.")).Error);

        Assert.IsType<CommentChangedMeanwhile>((await UndoAsync(house, receipt.Id)).Error);

        Assert.Empty((await house.ReadAsync()).Items);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_decision_can_be_undone_for_sixty_seconds_and_puts_all_back(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        await house.ApproveAsync(receipt.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(59));

        var undone = await UndoAsync(house, receipt.Id);

        Assert.Equal(ModerationStatus.Pending, undone.Value?.Status);
        Assert.Empty((await house.ReadAsync()).Items);
        var row = await house.RowAsync(receipt.Id);
        Assert.Equal((QueueRanks.Unflagged, (DateTimeOffset?)null), (row.QueueRank, row.ApprovedAt));
        Assert.Contains(await house.RowsAsync<OutboxEvent>(), published => published.Type == "comment.decision_undone");
        Assert.IsType<NothingToUndo>((await UndoAsync(house, receipt.Id)).Error);

        await house.ApproveAsync(receipt.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<UndoPeriodOver>((await UndoAsync(house, receipt.Id)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Undoing_a_rejection_of_what_was_approved_leaves_it_approved_by_who_approved_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Approved), Grace);
        var approvedAt = house.Clock.GetUtcNow();
        house.Clock.Advance(TimeSpan.FromDays(1));
        await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Spam), Linus);

        await UndoAsync(house, receipt.Id);

        var row = await house.RowAsync(receipt.Id);
        Assert.Equal(
            (ModerationStatus.Approved, Grace.Subject!.Value.Value, approvedAt, (RefusalReason?)null),
            (row.ModerationStatus, row.ApprovedBy, row.ApprovedAt, row.RefusalReason));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_second_of_two_moderators_sees_what_the_first_decided_and_nothing_is_lost(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        var seen = (await house.RowAsync(receipt.Id)).Revision;

        var first = await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Approved, Revision: seen), Grace);
        var second = await DecideAsync(
            house, receipt.Id, new NewDecision(ModerationStatus.Rejected, RefusalReason.OffTopic, seen), Linus);

        Assert.True(first.Value?.Changed);
        Assert.Equal("approved", Assert.IsType<CommentChangedMeanwhile>(second.Error).Status);
        Assert.Equal(ModerationStatus.Approved, (await house.RowAsync(receipt.Id)).ModerationStatus);
        Assert.Single(await house.RowsAsync<ModerationDecision>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_who_decide_at_the_same_moment_one_wins_and_the_other_is_told(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var receipt = await house.SendWellAsync(CommentHouse.Comment());
            var seen = (await house.RowAsync(receipt.Id)).Revision;

            var results = await Task.WhenAll(
                Task.Run(() => DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Approved, Revision: seen), Grace)),
                Task.Run(() => DecideAsync(
                    house, receipt.Id, new NewDecision(ModerationStatus.Rejected, RefusalReason.OffTopic, seen), Linus)));

            var won = Assert.Single(results, result => result.Error is null).Value!;
            Assert.Single(results, result => result.Error is CommentChangedMeanwhile);
            Assert.Equal(won.Status, (await house.RowAsync(receipt.Id)).ModerationStatus);
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_that_its_author_has_changed_meanwhile_is_not_decided_on(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        var seen = (await house.RowAsync(receipt.Id)).Revision;
        await house.EditAsync(receipt, "Something quite different.");

        var decided = await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Approved, Revision: seen), Grace);

        Assert.Equal("pending", Assert.IsType<CommentChangedMeanwhile>(decided.Error).Status);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Another_moderators_decision_is_not_undone_by_who_means_their_own(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        var mine = await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Approved), Grace);
        await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Spam), Linus);

        var undone = await UndoAsync(house, receipt.Id, mine.Value!.Id);

        Assert.Equal("spam", Assert.IsType<CommentChangedMeanwhile>(undone.Error).Status);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_many_each_is_decided_for_itself_and_what_is_gone_is_named(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var (one, gone, other) = (
            await house.SendWellAsync(CommentHouse.Comment()),
            await house.SendWellAsync(CommentHouse.Comment()),
            await house.SendWellAsync(CommentHouse.Comment()));
        await house.EraseAsync(gone);

        var results = (await house.WithAsync<ModerationService, Result<IReadOnlyList<BulkResult>>>(desk => desk.DecideAllAsync(
            [new(one.Id, null), new(gone.Id, null), new(other.Id, null)],
            new NewDecision(ModerationStatus.Approved),
            Grace,
            TestContext.Current.CancellationToken))).Value!;

        Assert.Equal([one.Id, gone.Id, other.Id], results.Select(result => result.CommentId));
        Assert.Equal([true, false, true], results.Select(result => result.Decision is not null));
        Assert.IsType<CommentNotFound>(results[1].Refusal);
        Assert.Equal(2, (await house.ReadAsync()).Items.Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_audit_trail_names_the_moderator_by_tag_and_the_reason_in_what_can_be_erased(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment());
        await DecideAsync(house, receipt.Id, new NewDecision(ModerationStatus.Rejected, RefusalReason.Insult), Grace);

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "comment.rejected");
        var payload = Assert.Single(await house.RowsAsync<AuditPayload>(), payload => payload.Sequence == entry.Sequence);
        var text = System.Text.Encoding.UTF8.GetString(payload.Content);
        Assert.Contains($"\"actor_tag\":\"{Grace.Subject!.Value.Value:D}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"insult\"", text, StringComparison.Ordinal);
    }

    private static Task<Result<Decision>> DecideAsync(CommentHouse house, Guid id, NewDecision decision, ModeratorIdentity moderator) =>
        house.WithAsync<ModerationService, Result<Decision>>(
            desk => desk.DecideAsync(id, decision, moderator, TestContext.Current.CancellationToken));

    private static Task<Result<Decision>> UndoAsync(CommentHouse house, Guid id, Guid? decision = null) =>
        house.WithAsync<ModerationService, Result<Decision>>(
            desk => desk.UndoAsync(id, decision, revision: null, Grace, TestContext.Current.CancellationToken));
}
