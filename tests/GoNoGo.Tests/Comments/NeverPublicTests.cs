using System.Text;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Gdpr.Erasure;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GoNoGo.Tests.Comments;

/// <summary>Name and text of a comment that was never public are encrypted under its author's key, and only there in plain view.</summary>
public sealed class NeverPublicTests
{
    private const string Text = "hidden-text-5e0d77c1b2";
    private const string Later = "hidden-later-91a3f04c6d";
    private const string Edited = "hidden-edit-2b8c40ee17";
    private const string Appeal = "hidden-appeal-77f1c3a9d0";
    private const string Name = "hidden-name-0c44be91";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_was_never_public_is_read_by_staff_and_author_and_lies_nowhere_in_plain_text(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await RefusedAsync(house);
        house.Service<KeyRing>().Rotate(KeyPurpose.SubjectMaster);
        await house.Service<SubjectKeys>().RewrapAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await Traces.OfAsync(house, provider, Text, Later, Edited, Appeal, Name));
        var file = (await FileAsync(house, receipt.Id)).Value!;
        Assert.Equal((Edited, Name, Appeal), (file.Item.Content, file.Item.AuthorName, file.Appeal?.Text));
        Assert.Equal([(Text, Later), (Later, Edited)], file.Edits.Select(edit => (edit.Before, edit.After)));
        var own = (await house.WithAsync<OwnComment, Result<OwnCommentView>>(
            mine => mine.FindAsync(receipt.CapabilityToken, TestContext.Current.CancellationToken))).Value!;
        Assert.Equal((Edited, Name, Appeal, Later), (own.Content, own.AuthorName, own.Appeal?.Text, Assert.Single(own.Edits).Before));
        Assert.Equal(receipt.Id, Assert.Single((await SearchAsync(house, "HIDDEN-EDIT")).Items).Id);
        Assert.Equal(receipt.Id, Assert.Single((await SearchAsync(house, "hidden-name")).Items).Id);
        Assert.Empty((await SearchAsync(house, "nothing of the kind")).Items);
        var mailed = await house.WithAsync<MailedComments, MailedComment?>(
            mails => mails.FindAsync(receipt.Id, TestContext.Current.CancellationToken));
        Assert.Equal((Edited, Name), (mailed?.Excerpt, mailed?.AuthorName));
        var export = await house.ExportAsync(receipt.Id);
        Assert.All([Text, Later, Edited, Appeal, Name], mark => Assert.Contains(mark, export, StringComparison.Ordinal));
        Assert.DoesNotContain("sealed", export, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_is_approved_is_plain_from_then_on_and_what_is_changed_afterwards_is_not(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.PublishAsync(CommentHouse.Comment(Text) with { AuthorName = Name });

        Assert.NotEmpty(await Traces.OfAsync(house, provider, Text));
        Assert.Equal(Text, Assert.Single((await house.ReadAsync()).Items).Content);
        await house.EditAsync(receipt, Later);

        Assert.Empty(await Traces.OfAsync(house, provider, Later));
        Assert.Empty((await house.ReadAsync()).Items);
        await house.ApproveAsync(receipt.Id);
        var shown = Assert.Single((await house.ReadAsync()).Items);
        Assert.Equal((Later, Name), (shown.Content, shown.Author?.DisplayName));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_text_without_its_key_is_named_as_such_and_cannot_be_published(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment(Text) with { AuthorName = Name });
        var readable = await house.SendWellAsync(CommentHouse.Comment("readable"));
        await house.Service<SubjectKeys>().DestroyAsync(await OwnerAsync(house, receipt.Id), TestContext.Current.CancellationToken);

        var queue = await SearchAsync(house, search: null);

        Assert.Equal(2, queue.Items.Count);
        Assert.Contains(queue.Items, item => item.Id == readable.Id && item.Content == "readable");
        Assert.Contains(queue.Items, item => item.Id == receipt.Id && item.Content.Contains("key", StringComparison.Ordinal));
        Assert.IsType<TextUnreadable>((await house.ApproveAsync(receipt.Id)).Error);
        Assert.IsType<TextUnreadable>((await house.EditAsync(receipt, Later)).Error);
        await house.ScreenAsync(receipt.Id);
        Assert.Null((await house.RejectAsync(receipt.Id)).Error);
        Assert.Null((await house.EraseAsync(receipt)).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_row_of_before_this_was_encrypted_goes_on_to_work_and_is_encrypted_when_it_changes(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var receipt = await house.SendWellAsync(CommentHouse.Comment(Text) with { AuthorName = Name });
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var row = await data.Set<Comment>().SingleAsync(TestContext.Current.CancellationToken);
            row.Say(new CommentWords(Name, Text), sealedWords: null);
            return await data.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        Assert.NotEmpty(await Traces.OfAsync(house, provider, Text));
        Assert.Equal(Text, (await FileAsync(house, receipt.Id)).Value!.Item.Content);
        Assert.Equal(receipt.Id, Assert.Single((await SearchAsync(house, Text)).Items).Id);
        await house.EditAsync(receipt, Later);

        Assert.NotNull((await house.RowAsync(receipt.Id)).SealedWords);
        Assert.Empty(await Traces.OfAsync(house, provider, Later));
        Assert.Equal((Later, Name), ((await house.RowAsync(receipt.Id)).Content, (await house.RowAsync(receipt.Id)).AuthorName));
    }

    [Fact]
    public async Task No_file_of_PostgreSQL_ever_holds_what_was_never_public_also_after_erasure_and_not_in_freed_rows()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Postgres);
        var published = await house.PublishAsync(CommentHouse.Comment("public-text-83c0e5aa91"));
        var receipt = await RefusedAsync(house);

        await house.EraseAsync(receipt);
        await house.EraseAsync(published);

        // What was public proves that the files are read to the bottom: its row is dead, and its bytes are there.
        Assert.NotEmpty(await InFilesAsync(house, "public-text-83c0e5aa91"));
        Assert.Empty(await InFilesAsync(house, Text, Later, Edited, Appeal, Name));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Keys_are_made_in_advance_and_those_that_nobody_took_go_when_no_backup_can_need_them(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var store = house.Service<ISubjectStore>();
        var receipt = await house.SendWellAsync(CommentHouse.Comment(Text));
        var erased = await house.SendWellAsync(CommentHouse.Comment(Text));
        var owner = await OwnerAsync(house, receipt.Id);
        await house.EraseAsync(erased);
        var stock = await store.StockAsync(house.Clock.GetUtcNow().AddDays(1), 1000, TestContext.Current.CancellationToken);
        Assert.Equal(NewSubjects.StockSize, stock.Count);

        house.Clock.Advance(TimeSpan.FromDays(35));
        await house.SweepAsync();
        Assert.Equal(NewSubjects.StockSize, (await store.FindKeysAsync(stock, TestContext.Current.CancellationToken)).Count);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await house.SweepAsync();

        Assert.Equal(owner.Value, Assert.Single(await store.FindKeysAsync(stock, TestContext.Current.CancellationToken)).Key);
        Assert.Empty(await store.StockAsync(house.Clock.GetUtcNow(), 1000, TestContext.Current.CancellationToken));
        Assert.Equal(Text, (await house.RowAsync(receipt.Id)).Content);

        // The next newcomer is one of those whose key was destroyed before anybody took it.
        var late = await house.SendWellAsync(CommentHouse.Comment(Later));
        Assert.Contains((await OwnerAsync(house, late.Id)).Value, stock);
        Assert.Equal(Later, (await house.RowAsync(late.Id)).Content);
    }

    /// <summary>Sent, changed by its author, changed by a moderator, refused and appealed: never approved.</summary>
    private static async Task<CommentReceipt> RefusedAsync(CommentHouse house)
    {
        var receipt = await house.SendWellAsync(CommentHouse.Comment(Text) with { AuthorName = Name });
        await house.EditAsync(receipt, Later);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.WithAsync<CommentDesk, Result<CommentRevision>>(desk => desk.EditAsync(
            receipt.Id, Edited, revision: null, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));
        await house.RejectAsync(receipt.Id);
        await house.WithAsync<OwnComment, Result<Guid>>(
            mine => mine.AppealAsync(receipt.CapabilityToken, Appeal, TestContext.Current.CancellationToken));
        return receipt;
    }

    private static Task<Result<CommentFile>> FileAsync(CommentHouse house, Guid id) =>
        house.WithAsync<ModerationQueue, Result<CommentFile>>(
            queue => queue.FindAsync(id, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));

    private static Task<QueuePage> SearchAsync(CommentHouse house, string? search) => house.WithAsync<ModerationQueue, QueuePage>(
        queue => queue.ReadAsync(
            new QueueFilter { Search = search }, after: null, 50, ModeratorIdentity.Operator, TestContext.Current.CancellationToken));

    private static async Task<SubjectId> OwnerAsync(CommentHouse house, Guid id) => (await house.WithAsync<ISubjectComments, SubjectId?>(
        comments => comments.OwnerAsync(id, TestContext.Current.CancellationToken)))!.Value;

    /// <summary>The files of the server's tables that hold one of the texts, read as they lie on the disk.</summary>
    private static async Task<List<string>> InFilesAsync(CommentHouse house, params string[] texts)
    {
        await using var connection = new NpgsqlConnection(house.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (var checkpoint = new NpgsqlCommand("CHECKPOINT", connection))
        {
            await checkpoint.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        const string Files = """
            SELECT c.relname::text, pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class AS c
            WHERE c.relkind IN ('r', 't', 'i') AND c.relpersistence = 'p' AND pg_relation_size(c.oid) > 0 AND c.oid >= 16384
            """;
        await using var command = new NpgsqlCommand(Files, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var bytes = await reader.GetFieldValueAsync<byte[]>(1, TestContext.Current.CancellationToken);
            found.AddRange(texts.Where(text => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
                .Select(text => $"{reader.GetString(0)}: {text}"));
        }

        return found;
    }
}
