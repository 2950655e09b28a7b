using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using GoNoGo.Gdpr.Access;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Gdpr.Access;

/// <summary>What a person gets who asks for their data: all of it, and nothing of anybody else.</summary>
public sealed class PersonExportTests
{
    private static readonly PersonReach One = Reach(0x0111);
    private static readonly PersonReach Other = Reach(0x0222);

    /// <summary>Read by a way of their own, since they are encrypted; they have tests of their own below.</summary>
    private static readonly string[] Encrypted = ["mailboxes", "audit_payloads", "privacy_requests", "privacy_links"];

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_personal_column_of_a_person_is_in_their_export_and_none_of_another(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var (own, others) = await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var (own, others) = (new FilledRows(data, One, 1_000), new FilledRows(data, Other, 5_000));
            foreach (var table in PersonalTables(scope))
            {
                own.Add(table);
                others.Add(table);
            }

            await data.SaveChangesAsync(TestContext.Current.CancellationToken);
            return (own.Expected, others.Expected);
        });

        var text = (await ExportAsync(house, One)).Document.ToJsonString();

        Assert.NotEmpty(own);
        Assert.All(own, value => Assert.Contains(value.Value, text, StringComparison.Ordinal));
        Assert.All(others, value => Assert.DoesNotContain(value.Value, text, StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_archive_holds_the_address_opened_what_was_done_and_what_the_law_asks_to_be_told(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var sent = await house.PublishAsync(CommentHouse.Comment("My <b>thought</b> é") with
        {
            AuthorName = "Ada",
            AuthorEmail = "ada@example.org",
            NotifyReplies = true,
        });
        await house.PublishAsync(CommentHouse.Comment("An answer") with { ParentId = sent.Id, AuthorEmail = "grace@example.org" });
        var subject = (await house.RowsAsync<Subject>()).OrderBy(row => row.Id).First();
        var archive = await house.InScopeAsync(async scope =>
            await ExportAsync(house, await scope.GetRequiredService<ErasureScope>()
                .OfAsync(new SubjectId(subject.Id), TestContext.Current.CancellationToken)));

        using var zip = new MemoryStream();
        await archive.WriteAsync(zip, TestContext.Current.CancellationToken);
        var files = await FilesAsync(zip);

        Assert.Equal(["my-data.html", "my-data.json", "portable.json"], files.Keys.Order());
        var document = JsonNode.Parse(files["my-data.json"])!;
        Assert.Equal("ada@example.org", document["data"]!["mailboxes"]!["rows"]![0]!["address"]!.GetValue<string>());
        Assert.Equal(
            ["comment.created", "consent.given", "consent.given", "comment.approved"],
            document["audit"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>()));
        Assert.Contains("art. 15", files["my-data.json"], StringComparison.Ordinal);
        Assert.Contains("Ada Example", files["my-data.html"], StringComparison.Ordinal);
        Assert.Contains("My &lt;b&gt;thought&lt;/b&gt;", files["my-data.html"], StringComparison.Ordinal);
        Assert.Contains("My <b>thought</b> é", files["portable.json"], StringComparison.Ordinal);
        Assert.All(files.Values, text => Assert.DoesNotContain("grace", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(files.Values, text => Assert.DoesNotContain("An answer", text, StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task More_than_a_person_can_be_handed_at_once_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment("one") with { AuthorEmail = "ada@example.org" });
        await house.SendWellAsync(CommentHouse.Comment("two") with { AuthorEmail = "ada@example.org" });
        var subject = Assert.Single(await house.RowsAsync<Subject>());

        var refused = await house.InScopeAsync(async scope => await scope.GetRequiredService<PersonExport>().GatherAsync(
            await scope.GetRequiredService<ErasureScope>().OfAsync(new SubjectId(subject.Id), TestContext.Current.CancellationToken),
            NoticeFacts.Nothing,
            "en",
            limit: 1,
            TestContext.Current.CancellationToken));

        Assert.IsType<ExportTooLarge>(refused.Error);
    }

    [Fact]
    public async Task A_certificate_is_known_again_and_with_any_byte_changed_it_is_not()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.InScopeAsync(scope =>
        {
            var certificates = scope.GetRequiredService<ErasureCertificates>();
            var id = new Guid("019a9d3e-7c00-7000-8000-000000000001");
            var text = certificates.Sign(new ErasureOutcome(
                id, ErasureKind.Subject, house.Clock.GetUtcNow(), new Dictionary<string, int> { ["comments"] = 2 }, IsWhole: true));

            Assert.True(certificates.Check(text));
            Assert.True(certificates.Check(JsonNode.Parse(text)!.ToJsonString()));
            Assert.False(certificates.Check(text.Replace("\"comments\": 2", "\"comments\": 3", StringComparison.Ordinal)));
            Assert.False(certificates.Check(text.Replace(id.ToString(), Guid.Empty.ToString(), StringComparison.Ordinal)));
            string[] others = ["", "{}", "[]", "null", "{\"signature\":1}", "{\"signature\":\"AA\"}", "x"];
            Assert.All(others, other => Assert.False(certificates.Check(other)));
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task A_receipt_is_known_again_also_after_erasure_and_under_a_new_key_and_never_when_changed()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var sent = await house.SendWellAsync(CommentHouse.Comment());
        await house.EraseAsync(sent);
        house.Service<KeyRing>().Rotate(KeyPurpose.ConsentReceipt);

        await house.InScopeAsync(scope =>
        {
            var ledger = scope.GetRequiredService<GoNoGo.Gdpr.Consent.ConsentLedger>();
            var receipt = sent.ConsentReceipt;
            Assert.True(ledger.Check(sent.Id, receipt));
            Assert.False(ledger.Check(Guid.Empty, receipt));
            Assert.False(ledger.Check(sent.Id, receipt with { Purposes = ["notify_by_email"] }));
            Assert.False(ledger.Check(sent.Id, receipt with { GivenAt = receipt.GivenAt.AddSeconds(1) }));
            Assert.False(ledger.Check(sent.Id, receipt with { Signature = "" }));
            Assert.False(ledger.Check(sent.Id, receipt with { Signature = new string('A', 43) }));
            return Task.FromResult(0);
        });
    }

    private static IEnumerable<MappedTable> PersonalTables(IServiceProvider scope) => scope.GetRequiredService<DataMap>().Tables
        .Where(table => table.IsPersonal && !Encrypted.Contains(table.Name));

    private static Task<PersonArchive> ExportAsync(CommentHouse house, PersonReach reach) => house.InScopeAsync(async scope =>
    {
        var gathered = await scope.GetRequiredService<PersonExport>().GatherAsync(
            reach,
            new NoticeFacts("Ada Example", null, null, null),
            "en",
            PersonExport.LargestTable,
            TestContext.Current.CancellationToken);
        return gathered.Succeeded(out var archive, out var refusal) ? archive : throw new InvalidOperationException(refusal.Message);
    });

    private static async Task<Dictionary<string, string>> FilesAsync(MemoryStream stream)
    {
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
            files[entry.FullName] = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        return files;
    }

    private static PersonReach Reach(short seed) => new(
        [new Guid(seed, 1, 7, 1, 2, 3, 4, 5, 6, 7, 8)], [$"1:tag-{seed}"], [new Guid(seed, 2, 7, 1, 2, 3, 4, 5, 6, 7, 8)]);
}
