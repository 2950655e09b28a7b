using System.Text;
using System.Text.Json.Nodes;
using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Architecture;
using GoNoGo.Tests.Backup;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Gdpr.Erasure;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Portability;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Portability;

/// <summary>
/// The blog beside its content as lines of JSON: whole, the same from both databases, and taken in again whole or not at all.
/// </summary>
public sealed class ExportTests
{
    private const string Schema = "docs/export.schema.json";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_was_imported_is_exported_as_the_same_bytes(DatabaseProvider provider)
    {
        await using var source = await LivedInAsync(provider);
        var exported = await ExportAsync(source);
        foreach (var target in Targets(provider))
        {
            await using var house = await CommentHouse.OpenAsync(target);
            await MoveTagKeysAsync(source, house);

            var imported = await ImportAsync(house, exported);

            Assert.Null(imported.Error);
            Assert.Equal(Encoding.UTF8.GetString(exported), Encoding.UTF8.GetString(await ExportAsync(house)));
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_is_encrypted_is_opened_in_the_file_and_encrypted_again_under_the_keys_of_the_target(DatabaseProvider provider)
    {
        await using var source = await LivedInAsync(provider);
        var text = Encoding.UTF8.GetString(await ExportAsync(source));
        string[] words = ["Never public", "Changed by a moderator", "An appeal", "ada@example.org", "Please tell me more"];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        await using var house = await CommentHouse.OpenAsync(provider);
        await MoveTagKeysAsync(source, house);

        Assert.Null((await ImportAsync(house, Encoding.UTF8.GetBytes(text))).Error);

        Assert.Empty(await Traces.OfAsync(house, provider, [.. words]));
        var refused = (await house.RowsAsync<Comment>()).Single(comment => comment.ModerationStatus is ModerationStatus.Rejected);
        Assert.Equal("Changed by a moderator", refused.Content);
        var owner = (await house.RowsAsync<Subject>()).Single(subject => subject.EmailTag is not null);
        var mailbox = await house.WithAsync<MailboxVault, OpenMailbox?>(
            vault => vault.FindAsync(new SubjectId(owner.Id), TestContext.Current.CancellationToken));
        Assert.Equal("ada@example.org", mailbox?.Address.Reveal());
    }

    [Fact]
    public async Task Nothing_that_opens_a_door_is_in_the_file()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var tables = await house.InScopeAsync(scope => Task.FromResult(ExportedTables.Of(scope.GetRequiredService<DataContext>()).Tables));
        var marks = await house.InScopeAsync(scope => Task.FromResult(
            scope.GetRequiredService<DataMap>().Tables));
        var secret = marks.SelectMany(table => table.Columns).Where(column => column.Field.Mark is SecretAttribute)
            .Select(column => $"{column.Table}.{column.Name}").ToList();

        var exported = tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Model.Name}"));

        Assert.Equal(["mail_preferences.token_hash"], exported.Intersect(secret));
        Assert.Equal(
            marks.Select(table => table.Name).Order(),
            tables.Select(table => table.Name).Concat(ExportedTables.LeftOut.Keys).Order());
    }

    [Fact]
    public async Task Every_encrypted_column_of_an_exported_table_is_opened()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var tables = await house.InScopeAsync(scope => Task.FromResult(ExportedTables.Of(scope.GetRequiredService<DataContext>()).Tables));

        var unopened = from table in tables
                       from column in table.Columns
                       where column.Model.Type == typeof(byte[]) && column.Opening is null
                       select $"{table.Name}.{column.Model.Name}";

        Assert.Equal(["mail_preferences.token_hash"], unopened);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_was_erased_here_does_not_come_back_with_an_older_file(DatabaseProvider provider)
    {
        await using var source = await LivedInAsync(provider);
        var file = await ExportAsync(source);
        var published = (await source.RowsAsync<Comment>()).First(comment => comment.ModerationStatus is ModerationStatus.Approved);
        await source.Service<Erasures>().EraseAsync(
            ErasureKind.Comment, published.Id, AuditActor.Operator, TestContext.Current.CancellationToken);
        await using var house = await CommentHouse.OpenAsync(provider);
        await source.GiveKeysAsync(house);
        await house.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken);

        var imported = await ImportAsync(house, file);

        Assert.Equal(1, imported.Value?.ReplayedErasures);
        Assert.Equal("", (await house.RowAsync(published.Id)).Content);
    }

    [Fact]
    public async Task Without_the_keys_of_tags_it_is_refused_and_by_choice_imported_without_tags()
    {
        await using var source = await LivedInAsync(DatabaseProvider.Sqlite);
        var file = await ExportAsync(source);
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var refused = await ImportAsync(house, file);
        Assert.Contains("The keys by which people are known again are not here", refused.Error?.Message, StringComparison.Ordinal);
        Assert.Empty(await house.RowsAsync<Comment>());

        Assert.Null((await ImportAsync(house, file, withTags: false)).Error);
        Assert.Equal((await source.RowsAsync<Comment>()).Count, (await house.RowsAsync<Comment>()).Count);
        Assert.All(await house.RowsAsync<Subject>(), subject => Assert.Null(subject.EmailTag));
    }

    [Theory]
    [InlineData("", "is no export of GoNoGo")]
    [InlineData("{}\n", "is no export of GoNoGo")]
    [InlineData("{\"gonogo_export\":2,\"tag_keys\":[]}\n", "was written by another version")]
    [InlineData("HEAD\n", "Line 1 cannot be taken: the file is cut: its last line is missing")]
    [InlineData("HEAD\nnonsense\n", "Line 2 cannot be taken: it is no JSON")]
    [InlineData("HEAD\n[]\n", "it is no object")]
    [InlineData("HEAD\n{\"a\":1}\n", "it is no row of an export")]
    [InlineData("HEAD\n{\"table\":\"sessions\",\"row\":{}}\n", "its table is not known")]
    [InlineData("HEAD\n{\"table\":\"former_addresses\",\"row\":{\"address\":\"/a/\"}}\n", "former_addresses.post_id is missing")]
    [InlineData("HEAD\n{\"table\":\"former_addresses\",\"row\":{\"address\":7,\"post_id\":\"a\"}}\n", "has a value that it cannot have")]
    [InlineData("HEAD\n{\"table\":\"former_addresses\",\"row\":{\"address\":\"/\",\"post_id\":\"a\",\"x\":1}}\n", "that is not known")]
    [InlineData("HEAD\n{\"end\":{\"rows\":1,\"sha256\":\"\"}}\n", "the file was changed or cut")]
    [InlineData("HEAD\n{\"end\":5}\n", "the file was changed or cut")]
    [InlineData("HEAD\n{\"end\":{\"rows\":\"x\"}}\n", "the file was changed or cut")]
    [InlineData("HEAD\n{\"end\":{\"rows\":1e999,\"sha256\":\"\"}}\n", "the file was changed or cut")]
    [InlineData("HEAD\n{\"table\":\"\\ud800\",\"row\":{}}\n", "a text in it is no Unicode")]
    [InlineData("HEAD\n{\"table\":\"former_addresses\",\"row\":{\"\\ud800\":\"/\"}}\n", "a text in it is no Unicode")]
    public async Task A_file_that_is_none_is_refused_with_its_line_and_nothing_is_imported(string file, string sentence)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var refused = await ImportAsync(
            house, Encoding.UTF8.GetBytes(file.Replace("HEAD", "{\"gonogo_export\":1,\"tag_keys\":[]}", StringComparison.Ordinal)));

        Assert.Contains(sentence, refused.Error?.Message, StringComparison.Ordinal);
        Assert.Empty(await house.RowsAsync<FormerAddress>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_file_that_is_cut_or_changed_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var source = await LivedInAsync(provider);
        var text = Encoding.UTF8.GetString(await ExportAsync(source));
        await using var house = await CommentHouse.OpenAsync(provider);
        await MoveTagKeysAsync(source, house);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] broken =
        [
            string.Join('\n', lines[..^1]) + "\n",
            text[..^20],
            text.Replace("Never public", "Otherwise", StringComparison.Ordinal),
            string.Join('\n', [.. lines[..3], .. lines[4..]]) + "\n",
        ];

        foreach (var file in broken)
        {
            Assert.IsType<ImportRefused>((await ImportAsync(house, Encoding.UTF8.GetBytes(file))).Error);
            Assert.Empty(await house.RowsAsync<Comment>());
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_database_that_holds_something_takes_no_import(DatabaseProvider provider)
    {
        await using var source = await LivedInAsync(provider);

        var refused = await ImportAsync(source, await ExportAsync(source));

        Assert.Contains("There are rows already", refused.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_that_is_kept_is_that_of_the_model_and_fits_every_line()
    {
        await using var house = await LivedInAsync(DatabaseProvider.Sqlite);
        var schema = await house.InScopeAsync(scope => Task.FromResult(ExportSchema.Of(scope.GetRequiredService<DataContext>())));
        var path = Path.Combine(SourceTree.Root, Schema);
        if (Environment.GetEnvironmentVariable("GONOGO_REGENERATE") == "1")
        {
            await File.WriteAllTextAsync(path, schema, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == schema,
            $"{path} is stale; run this test with GONOGO_REGENERATE=1 and commit it.");
        var described = JsonNode.Parse(schema)!["oneOf"]!.AsArray();
        foreach (var line in Encoding.UTF8.GetString(await ExportAsync(house)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Single(described, one => SchemaFit.Fits(JsonNode.Parse(line), one!.AsObject()));
        }
    }

    private static IEnumerable<DatabaseProvider> Targets(DatabaseProvider source) =>
        Databases.IsPostgresMissing ? [source] : [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    /// <summary>A blog with what can be encrypted: refused words, a change, an appeal, an address, a request.</summary>
    internal static async Task<CommentHouse> LivedInAsync(DatabaseProvider provider)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var house = await CommentHouse.OpenAsync(provider);
        var published = await house.PublishAsync(CommentHouse.Comment("Ünïcode 😀 </script>") with
        {
            AuthorName = "Ada",
            AuthorEmail = "ada@example.org",
            NotifyReplies = true,
        });
        var refused = await house.SendWellAsync(CommentHouse.Comment("Never public") with { AuthorName = "Grace" });
        await house.WithAsync<CommentDesk, Result<CommentRevision>>(desk => desk.EditAsync(
            refused.Id, "Changed by a moderator", revision: null, ModeratorIdentity.Operator, cancellationToken));
        await house.RejectAsync(refused.Id);
        await house.WithAsync<OwnComment, Result<Guid>>(
            mine => mine.AppealAsync(refused.CapabilityToken, "An appeal", cancellationToken));
        var owner = (await house.RowsAsync<Subject>()).Single(subject => subject.EmailTag is not null);
        await ConfirmAsync(house, new SubjectId(owner.Id));
        await house.InScopeAsync(scope => scope.GetRequiredService<PrivacyRequests>().TakeAsync(
            new AskedRequest(
                new SubjectId(owner.Id), published.Id, PrivacyRequestKind.Objection, "Please tell me more", "en", TimeZoneInfo.Utc),
            cancellationToken));
        return house;
    }

    private static Task<Result<MailboxConfirmed>> ConfirmAsync(CommentHouse house, SubjectId subject) => house.InScopeAsync(async scope =>
    {
        var vault = scope.GetRequiredService<MailboxVault>();
        var mailbox = await vault.FindAsync(subject, TestContext.Current.CancellationToken);
        return await scope.GetRequiredService<UnitOfWork>().RunAsync<MailboxConfirmed>(
            (transaction, ended) => vault.ConfirmAsync(transaction, mailbox!.ConfirmationToken!, ended),
            TestContext.Current.CancellationToken);
    });

    internal static Task<byte[]> ExportAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        using var file = new MemoryStream();
        await scope.GetRequiredService<BlogExport>().WriteAsync(file, progress: null, TestContext.Current.CancellationToken);
        return file.ToArray();
    });

    internal static Task<Result<ImportedBlog>> ImportAsync(CommentHouse house, byte[] file, bool withTags = true) =>
        house.InScopeAsync(scope => scope.GetRequiredService<BlogImport>().RunAsync(
            new MemoryStream(file), withTags, progress: null, TestContext.Current.CancellationToken));

    /// <summary>Gives a house the keys of tags of another; all other keys stay its own.</summary>
    private static Task MoveTagKeysAsync(CommentHouse from, CommentHouse to)
    {
        var (source, target) = (from.Service<IKeyStore>(), to.Service<IKeyStore>());
        target.Destroy(KeyPurpose.EmailTag, 1);
        target.Add(KeyPurpose.EmailTag, source.Read(KeyPurpose.EmailTag, 1)!); // Made when it was opened.
        return Task.CompletedTask;
    }
}
