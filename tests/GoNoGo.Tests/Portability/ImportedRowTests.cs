using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Comments;
using GoNoGo.Tests.Comments;
using GoNoGo.Web.Database;
using GoNoGo.Web.Portability;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Portability;

/// <summary>An import takes no row that this program could not read afterwards, and what it refuses leaves nothing behind.</summary>
public sealed class ImportedRowTests
{
    /// <summary>Becomes half of a surrogate pair, as an escape.</summary>
    private const string HalfPair = "half-pair";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Long = new('x', 500_000);

    private static readonly (string Table, string Column, JsonNode? Value)[] Faults =
    [
        ("comments", "sealed_words", 42),
        ("comments", "sealed_words", new JsonObject { ["Foo"] = "bar" }),
        ("comments", "sealed_words", new JsonObject { ["AuthorName"] = null, ["Content"] = Long }),
        ("comments", "sealed_words", new JsonObject { ["AuthorName"] = null, ["Content"] = HalfPair }),
        ("comments", "moderation_status", "Bogus"),
        ("comments", "moderation_status", "99"),
        ("comments", "content", Long),
        ("comments", "author_name", new string('x', 101)),
        ("comments", "parent_id", "018f0000-0000-7000-8000-000000000001"),
        ("comments", "parent_id", "itself"),
        ("comments", "subject_id", "018f0000-0000-7000-8000-000000000001"),
        ("comments", "capability_counter", -1),
        ("comments", "created_at", "0001-01-01T00:00:00.0000000Z"),
        ("comment_edits", "sealed_texts", new JsonObject { ["Before"] = "a" }),
        ("comment_appeals", "sealed_text", new JsonObject()),
        ("consent_records", "act", "Foo"),
        ("consent_records", "comment_id", "018f0000-0000-7000-8000-000000000001"),
        ("mailboxes", "address", "no address"),
        ("privacy_requests", "content", "a text"),
        ("privacy_requests", "due_on", "0001-01-01"),
    ];

    [Fact]
    public async Task A_row_that_could_not_be_read_afterwards_is_refused_with_its_line_and_leaves_no_key()
    {
        await using var source = await ExportTests.LivedInAsync(DatabaseProvider.Sqlite);
        var lines = Encoding.UTF8.GetString(await ExportTests.ExportAsync(source)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        foreach (var (table, column, value) in Faults)
        {
            var refused = await ExportTests.ImportAsync(house, Changed(lines, table, column, value), withTags: false);

            Assert.True(refused.Error is ImportRefused, $"{table}.{column}: {value}");
            Assert.Contains("line ", refused.Error.Message, StringComparison.OrdinalIgnoreCase);
            Assert.EndsWith("Nothing was imported.", refused.Error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await house.RowsAsync<Comment>());
        Assert.True(await house.Service<PeopleDatabase>().IsEmptyAsync(TestContext.Current.CancellationToken));
        Assert.Null((await ExportTests.ImportAsync(house, Changed(lines, "comments", "revision", 7), withTags: false)).Error);
        Assert.False(await house.Service<PeopleDatabase>().IsEmptyAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The file with a value changed in the last row of a table that has one, and an end that fits.</summary>
    private static byte[] Changed(string[] lines, string table, string column, JsonNode? value)
    {
        var rows = lines[..^1].ToArray();
        var at = Array.FindLastIndex(rows, line => JsonNode.Parse(line)!["table"]?.GetValue<string>() == table
            && (column is not "sealed_words" || JsonNode.Parse(line)!["row"]![column] is not null));
        var changed = JsonNode.Parse(rows[at])!;
        changed["row"]![column] = value?.ToString() == "itself" ? changed["row"]!["id"]!.DeepClone() : value?.DeepClone();
        rows[at] = changed.ToJsonString(Form).Replace(HalfPair, "\\ud800", StringComparison.Ordinal);
        var body = string.Concat(rows.Select(row => row + "\n"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{body}{{\"end\":{{\"rows\":{rows.Length - 1},\"sha256\":\"{digest}\"}}}}\n"));
    }
}
