using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Testing;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo audit</c> as an operator and an auditor run it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_is_sealed_and_anchored_is_verified_and_what_waits_is_told()
    {
        await WriteAsync(3);

        var before = await RunAsync("verify");
        var anchored = await RunAsync("anchor");
        await WriteAsync(2);
        var after = await RunAsync("verify");

        Assert.Equal(0, before.ExitCode);
        Assert.Contains("Not sealed yet: 3 entries, the oldest of 2026-01-01 00:00:00Z.", before.Output, StringComparison.Ordinal);
        Assert.Equal(0, anchored.ExitCode);
        Assert.Equal($"Entries sealed: 3.\nfile: size 3 in {folder["data/audit-anchors.txt"]}", anchored.Output.Trim());
        Assert.Equal(0, after.ExitCode);
        Assert.StartsWith("Sealed: 3 entries under 1 checkpoints.\nNot sealed yet: 2 entries", after.Output, StringComparison.Ordinal);
        Assert.Contains("Anchored in file: 1 checkpoints, the largest of size 3.", after.Output, StringComparison.Ordinal);
        Assert.Contains("Verifier key: localhost/audit+", after.Output, StringComparison.Ordinal);
        Assert.EndsWith("Clean.", after.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_is_named_with_its_index_and_answers_1()
    {
        await WriteAsync(3);
        await RunAsync("anchor");
        await ExecuteAsync("UPDATE audit_entries SET action = 'thing.undone' WHERE sequence = 2");

        var text = await RunAsync("verify");
        var json = await RunAsync("verify", "--json");

        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.Contains("edited: Index 1 (entry 2) is not what was sealed.", text.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Output);
        var finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(("edited", 1), (finding.GetProperty("kind").GetString(), finding.GetProperty("first_index").GetInt64()));
        Assert.False(report.RootElement.GetProperty("clean").GetBoolean());
    }

    [Fact]
    public async Task An_export_is_verified_without_a_database_and_a_changed_one_is_named()
    {
        await WriteAsync(4);
        await RunAsync("anchor");
        await WriteAsync(1);
        var file = folder["audit.jsonl"];
        var key = (await RunAsync("verify")).Output.Split('\n').Single(line => line.StartsWith("Verifier key: ", StringComparison.Ordinal));

        var written = await RunAsync("export", "--out", file);
        Directory.Move(folder["data"], folder["away"]);
        var held = await VerifyFileAsync(file, "--key", key["Verifier key: ".Length..]);
        await ReplaceAsync(file, "thing-2", "thing-9");
        var changed = await VerifyFileAsync(file);

        Assert.Equal(0, written.ExitCode);
        Assert.Equal((0, ""), (held.ExitCode, held.Errors));
        Assert.StartsWith("Sealed: 4 entries under 1 checkpoints.\nNot sealed yet: 1 entries", held.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("edited: Index 2 (entry 3) is not what was sealed.", changed.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task An_entry_is_exported_with_its_proof_and_one_that_is_not_sealed_is_refused()
    {
        await WriteAsync(3);
        await RunAsync("anchor");
        await WriteAsync(4);
        await RunAsync("anchor");
        await WriteAsync(1);
        var file = folder["proof.jsonl"];

        var written = await RunAsync("export", "--entry", "5", "--out", file);
        var held = await VerifyFileAsync(file);
        await ReplaceAsync(file, "\"number\\\":\\\"", "\"number\\\":\\\"9");
        var changed = await VerifyFileAsync(file);
        var unsealed = await RunAsync("export", "--entry", "8", "--out", folder["other"]);

        Assert.Equal(0, written.ExitCode);
        Assert.Equal(0, held.ExitCode);
        Assert.Contains("Entry 5 is at index 4 of a tree of 7.", held.Output, StringComparison.Ordinal);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("has other details than it was written with", changed.Output, StringComparison.Ordinal);
        Assert.Equal(1, unsealed.ExitCode);
        Assert.StartsWith("The audit trail has no sealed entry of this sequence", unsealed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_or_is_something_else_is_one_sentence()
    {
        await WriteAsync(3);
        await RunAsync("anchor");
        var file = folder["audit.jsonl"];
        await RunAsync("export", "--out", file);
        var text = await TextAsync(file);
        var lines = text.Split('\n');

        await RefusedAsync(text[..^5], "is cut short in the middle of a line; ask for it again.");
        await RefusedAsync(string.Join('\n', lines[..^2]) + "\n", $"is cut short after {lines.Length - 2} lines; ask for it again.");
        await RefusedAsync(string.Join('\n', lines[..2].Concat(lines[3..])), "its last one counts");
        await RefusedAsync("", "is no audit export of GoNoGo");
        await RefusedAsync("PNG\0\n\n\n", "is no audit export of GoNoGo");
        await RefusedAsync("{\"header\":null}\n", "is no audit export of GoNoGo");
        await RefusedAsync(text + text, "goes on behind its last line");
        Assert.Equal(
            (1, "", $"{folder["nowhere"]} cannot be read: name a file that gonogo audit export wrote."),
            await VerifyFileAsync(folder["nowhere"]));

        async Task RefusedAsync(string content, string sentence)
        {
            await File.WriteAllTextAsync(folder["bad"], content, TestContext.Current.CancellationToken);
            var (exitCode, output, errors) = await VerifyFileAsync(folder["bad"]);
            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith(folder["bad"], errors, StringComparison.Ordinal);
            Assert.Contains(sentence, errors, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', errors);
        }
    }

    [Fact]
    public async Task A_key_that_is_none_is_one_sentence() => Assert.Equal(
        (1, "", "A verifier key is written as name+hash+key, as gonogo audit verify prints it."), await RunAsync("verify", "--key", "x"));

    public void Dispose() => folder.Dispose();

    private static Task<(int ExitCode, string Output, string Errors)> VerifyFileAsync(string file, params string[] more) =>
        ServerProcess.RunAsync(["audit", "verify", "--export", file, .. more]);

    private static Task<string> TextAsync(string file) => File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private static async Task ReplaceAsync(string file, string old, string other) => await File.WriteAllTextAsync(
        file, (await TextAsync(file)).Replace(old, other, StringComparison.Ordinal), TestContext.Current.CancellationToken);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await EmptyBlog.MakeAsync(folder["data"]);
        return await ServerProcess.RunAsync(["audit", .. arguments, "--data", folder["data"]]);
    }

    /// <summary>Entries as the program writes them, each with details.</summary>
    private async Task WriteAsync(int count)
    {
        await EmptyBlog.MakeAsync(folder["data"]);
        for (var i = 0; i < count; i++)
        {
            var details = "{\"number\":\"1\"}"u8.ToArray();
            var commitment = AuditTrail.Commit(new byte[32], details);
            await ExecuteAsync($"""
                INSERT INTO audit_entries (at, transaction_id, actor, action, resource_type, resource_id, outcome, schema, commitment)
                SELECT {new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks}, '019A9D3E-7C00-7000-8000-000000000001', 'System',
                    'thing.done', 'thing', 'thing-' || (SELECT COUNT(*) FROM audit_entries), 'done', 1,
                    x'{Convert.ToHexString(commitment)}';
                INSERT INTO audit_payloads (sequence, salt, content)
                SELECT last_insert_rowid(), x'{Convert.ToHexString(new byte[32])}', x'{Convert.ToHexString(details)}';
                """);
        }
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["data/gonogo.db"]};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
