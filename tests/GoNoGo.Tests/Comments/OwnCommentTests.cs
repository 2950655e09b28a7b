using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Comments;

/// <summary>What an author does with the capability link.</summary>
public sealed class OwnCommentTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Erasing_wins_over_a_moderator_who_decides_at_the_same_moment(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        for (var round = 0; round < 20; round++)
        {
            var receipt = await house.SendWellAsync(CommentHouse.Comment());

            var decided = Task.Run(() => house.ApproveAsync(receipt.Id));
            var erased = await Task.Run(() => house.EraseAsync(receipt));
            await decided;

            Assert.Null(erased.Error);
        }

        Assert.All(await house.RowsAsync<Comment>(), comment => Assert.True(comment.IsDeleted));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_can_be_changed_for_fifteen_minutes(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment());

        house.Clock.Advance(OwnComment.EditPeriod - TimeSpan.FromTicks(1));
        Assert.Null((await house.EditAsync(receipt, "A better thought.")).Error);
        house.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<EditPeriodOver>((await house.EditAsync(receipt, "Too late.")).Error);

        var row = Assert.Single(await house.RowsAsync<Comment>());
        Assert.Equal("A better thought.", row.Content);
        Assert.Equal(ModerationStatus.Pending, row.ModerationStatus);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_an_author_changes_is_kept_for_moderators_and_the_export_and_goes_with_the_comment(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment("A rash thought."));

        await house.EditAsync(receipt, "A better thought.");
        var repeated = await house.EditAsync(receipt, "A better thought.");

        Assert.Null(repeated.Error);
        var edit = Assert.Single(await EditsAsync(house, receipt));
        Assert.Equal(("A rash thought.", "A better thought.", true), (edit.Before, edit.After, edit.ByAuthor));
        Assert.Contains("A rash thought.", await house.ExportAsync(receipt.Id), StringComparison.Ordinal);
        Assert.Empty((await house.FindAsync(receipt.CapabilityToken)).Value!.Edits);
        Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "comment.edited", Actor: AuditActor.CommentAuthor });
        await house.EraseAsync(receipt);
        Assert.Empty(await house.RowsAsync<CommentEdit>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_many_changes_the_first_text_is_kept_and_the_last_ones_are_one(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment("Thought 0."));

        for (var change = 1; change <= OwnComment.MostKeptEdits + 2; change++)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await house.EditAsync(receipt, $"Thought {change}.");
        }

        var edits = await EditsAsync(house, receipt);
        Assert.Equal(OwnComment.MostKeptEdits, edits.Count);
        Assert.Equal(("Thought 0.", "Thought 1."), (edits[0].Before, edits[0].After));
        Assert.Equal(("Thought 19.", "Thought 22."), (edits[^1].Before, edits[^1].After));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Erasing_takes_text_name_tags_address_and_subject_and_enters_the_withdrawals(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(
            CommentHouse.Comment() with { AuthorName = "Ada", AuthorEmail = "ada@example.org", NotifyReplies = true });

        await house.EraseAsync(receipt);

        var row = Assert.Single(await house.RowsAsync<Comment>());
        Assert.True(row is { IsDeleted: true, Content: "", AuthorName: null, SubjectId: null, NetworkTag: null });
        Assert.Empty(await house.RowsAsync<Mailbox>());
        Assert.Empty(await house.RowsAsync<Subject>());
        var acts = await house.RowsAsync<ConsentRecord>();
        Assert.Equal(2, acts.Count(act => act.Act == ConsentAct.Given));
        Assert.Equal(2, acts.Count(act => act.Act == ConsentAct.Withdrawn));
        Assert.IsType<CommentNotFound>((await house.FindAsync(receipt.CapabilityToken)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Erasing_one_of_two_comments_keeps_the_person_known_by_the_other(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment("one") with { AuthorEmail = "ada@example.org" });
        await house.PublishAsync(CommentHouse.Comment("two") with { AuthorEmail = "ada@example.org" });

        await house.EraseAsync(receipt);

        Assert.Single(await house.RowsAsync<Subject>());
        Assert.Equal("two", Assert.Single((await house.ReadAsync()).Items).Content);
    }

    [Fact]
    public async Task A_link_with_any_character_changed_opens_nothing()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var token = (await house.SendWellAsync(CommentHouse.Comment())).CapabilityToken;
        Assert.Null((await house.FindAsync(token)).Error);

        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.IsType<CommentNotFound>((await house.FindAsync(changed)).Error);
        }

        Assert.IsType<CommentNotFound>((await house.FindAsync("")).Error);
        Assert.IsType<CommentNotFound>((await house.FindAsync(new string('A', 5_000))).Error);
    }

    private static async Task<IReadOnlyList<CommentEditView>> EditsAsync(CommentHouse house, CommentReceipt receipt) =>
        (await house.WithAsync<ModerationQueue, Result<CommentFile>>(queue => queue.FindAsync(
            receipt.Id, ModeratorIdentity.Operator, TestContext.Current.CancellationToken))).Value!.Edits;
}

internal static class OwnCommentSteps
{
    public static Task<Result<OwnCommentView>> FindAsync(this CommentHouse house, string token) =>
        house.InScopeAsync(scope => scope.GetRequiredService<OwnComment>().FindAsync(token, TestContext.Current.CancellationToken));

    public static Task<Result<Guid>> EditAsync(this CommentHouse house, CommentReceipt receipt, string content) =>
        house.InScopeAsync(scope => scope.GetRequiredService<OwnComment>()
            .EditAsync(receipt.CapabilityToken, content, TestContext.Current.CancellationToken));

    public static Task<Result<ErasureOutcome>> EraseAsync(this CommentHouse house, CommentReceipt receipt) => house.InScopeAsync(scope =>
        scope.GetRequiredService<OwnComment>().EraseAsync(receipt.CapabilityToken, TestContext.Current.CancellationToken));

    /// <summary>What the author of a comment gets of it.</summary>
    public static Task<string> ExportAsync(this CommentHouse house, Guid id) => house.InScopeAsync(async scope =>
    {
        var reach = await scope.GetRequiredService<ErasureScope>().OfCommentAsync(id, TestContext.Current.CancellationToken);
        var gathered = await scope.GetRequiredService<PersonExport>().GatherAsync(
            reach, NoticeFacts.Nothing, "en", PersonExport.LargestTable, TestContext.Current.CancellationToken);
        return gathered.Value!.Document.ToJsonString();
    });
}
