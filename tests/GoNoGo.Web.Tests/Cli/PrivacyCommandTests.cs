using System.IO.Compression;
using System.Text.Json.Nodes;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo privacy</c> and <c>gonogo retention</c> in processes of their own.</summary>
public sealed class PrivacyCommandTests : IDisposable
{
    private const string Comment = "019a9d3e-7c00-7000-8000-000000000001";

    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Register_and_notice_name_the_controller_and_tell_of_what_is_stored()
    {
        content.Write("site.yaml", "title: My blog\nlanguage: de\ncontroller:\n  name: Ada Example\n  email: ada@blog.example.org\n");
        content.WritePost("hello", "Hello", "A post.").Commit();

        var register = await RunAsync("privacy", "register");
        var notice = await RunAsync("privacy", "notice");
        var french = await RunAsync("privacy", "notice", "--language", "fr");

        Assert.Contains("- Controller: Ada Example", register.Output, StringComparison.Ordinal);
        Assert.Contains("comments.content", register.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Datenschutz", notice.Output, StringComparison.Ordinal);
        Assert.Contains("ada@blog.example.org", notice.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Protection des données", french.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (register.ExitCode, notice.ExitCode, french.ExitCode));
    }

    [Fact]
    public async Task A_dry_run_tells_and_a_run_removes_and_says_so()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();

        var dry = await RunAsync("retention", "run", "--dry-run");
        var run = await RunAsync("retention", "run");

        Assert.Contains("comments                 due now 0, within 30 days 0, none waits", dry.Output, StringComparison.Ordinal);
        Assert.Contains("network_tags             0", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (dry.ExitCode, run.ExitCode));
    }

    [Fact]
    public async Task A_hold_with_an_end_in_the_past_is_refused_and_nothing_is_held()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        const string Past = "1970-01-01";

        var past = await RunAsync("retention", "hold", Comment, "--reason", "Claim", "--until", Past);
        Assert.Equal(1, past.ExitCode);
        Assert.Contains("an end that lies ahead", past.Errors, StringComparison.Ordinal);
        Assert.Contains("No comment is held.", (await RunAsync("retention", "holds")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("retention", "release", Comment)).ExitCode);
        Assert.Equal(2, (await RunAsync("retention", "hold", Comment)).ExitCode);
    }

    [Fact]
    public async Task A_person_is_exported_and_erased_by_their_address_and_unknown_afterwards()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        await using (var server = await ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]))
        {
            var comment = ApiClient.Comment("marked-text-5512");
            comment["author_email"] = "ada@example.org";
            comment["notify_replies"] = true;
            await server.Reader.SendCommentAsync("hello", comment);

            var export = await RunAsync("privacy", "export", "--email", "ada@example.org", "--out", folder["ada.zip"]);
            Assert.True(export.ExitCode == 0, export.Errors);
            Assert.Contains("marked-text-5512", await TextOfAsync(folder["ada.zip"], "my-data.json"), StringComparison.Ordinal);

            var erased = await RunAsync("privacy", "erase", "--email", "ada@example.org", "--yes");
            Assert.True(erased.ExitCode == 0, erased.Errors);
            Assert.Contains("\"comments\": 1", erased.Output, StringComparison.Ordinal);
        }

        var unknown = await RunAsync("privacy", "erase", "--email", "ada@example.org", "--yes");
        Assert.Equal((1, "Nothing is held about this address."), (unknown.ExitCode, unknown.Errors.Trim()));
        Assert.DoesNotContain(
            FileTraces.Of(folder["data"], "marked-text-5512", "ada@example.org"),
            trace => !trace.EndsWith(".eml: ada@example.org", StringComparison.Ordinal));
        Assert.Equal(2, (await RunAsync("privacy", "erase", "--yes")).ExitCode);
    }

    [Fact]
    public async Task A_database_that_was_restored_from_before_an_erasure_is_served_without_what_was_erased()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        Guid id;
        await using (var server = await ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]))
        {
            var comment = ApiClient.Comment("marked-text-7731");
            comment["author_email"] = "ada@example.org";
            (id, _) = await server.Reader.TakeCommentAsync("hello", comment);
        }

        // What waits is encrypted; what was public is not.
        Assert.Empty(FileTraces.Of(folder["data"], "marked-text-7731"));
        Assert.Equal(0, (await RunAsync("comment", "approve", id.ToString())).ExitCode);
        Directory.CreateDirectory(folder["backup"]);
        CopyDatabase(folder["data"], folder["backup"]);
        Assert.Equal(0, (await RunAsync("privacy", "erase", "--email", "ada@example.org", "--yes")).ExitCode);
        foreach (var file in Directory.GetFiles(folder["data"], "gonogo.db*"))
        {
            File.Delete(file);
        }

        CopyDatabase(folder["backup"], folder["data"]);
        Assert.NotEmpty(FileTraces.Of(folder["data"], "marked-text-7731"));
        await using (await ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]))
        {
            Assert.Empty(FileTraces.Of(folder["data"], "marked-text-7731"));
        }

        var trail = await RunAsync("audit", "export");
        Assert.Contains("erasure.replayed", trail.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task Keys_are_replaced_and_old_ones_destroyed_once_nothing_needs_them()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        await using (var server = await ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]))
        {
            var comment = ApiClient.Comment();
            comment["author_email"] = "ada@example.org";
            comment["notify_replies"] = true;
            await server.Reader.SendCommentAsync("hello", comment);
        }

        var rotated = await RunAsync("privacy", "keys", "rotate", "email-tag");
        Assert.Contains("email-tag.2 is in force.", rotated.Output, StringComparison.Ordinal);
        var needed = await RunAsync("privacy", "keys", "retire", "email-tag", "1");
        Assert.Equal((1, "1 rows still need email-tag.1; they move on by themselves."), (needed.ExitCode, needed.Errors.Trim()));
        rotated = await RunAsync("privacy", "keys", "rotate", "subject-master");
        Assert.Contains("64 keys wrapped anew", rotated.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("privacy", "keys", "retire", "subject-master", "1")).ExitCode);
        Assert.Equal(1, (await RunAsync("privacy", "keys", "retire", "subject-master", "2")).ExitCode);
        var list = await RunAsync("privacy", "keys", "list");
        Assert.Matches(@"(?m)^email-tag\s+1, 2$", list.Output);
        Assert.Matches(@"(?m)^subject-master\s+2$", list.Output);
    }

    [Fact]
    public async Task A_breach_is_drafted_with_the_people_concerned_and_the_hour_at_which_the_authority_must_know()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();

        var report = await RunAsync("privacy", "breach", "--from", "2020-01-01T00:00Z", "--to", "2020-01-02T00:00Z");
        var wrong = await RunAsync("privacy", "breach", "--from", "2020-01-03T00:00Z", "--to", "2020-01-02T00:00Z");

        Assert.True(report.ExitCode == 0, report.Errors);
        Assert.Contains("The authority must know by", report.Output, StringComparison.Ordinal);
        Assert.Contains("About 0 people", report.Output, StringComparison.Ordinal);
        Assert.Equal(1, wrong.ExitCode);
    }

    [Fact]
    public async Task A_breach_stands_in_the_register_with_facts_effects_and_remedy_as_they_become_known()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        await RunAsync("privacy", "breach", "--from", "2020-01-01T00:00Z", "--to", "2020-01-02T00:00Z");
        var listed = await RunAsync("privacy", "breaches", "list", "--json");
        var id = JsonNode.Parse(listed.Output)!["items"]![0]!["id"]!.GetValue<string>();

        await RunAsync("privacy", "breaches", "document", id, "--facts", "A key was lost.", "--authority-told", "2020-01-03T08:00Z");
        var documented = await RunAsync("privacy", "breaches", "document", id, "--effects", "None known.", "--remedy", "A new key.");
        var unknown = await RunAsync("privacy", "breaches", "document", Guid.Empty.ToString(), "--facts", "x");
        var register = await RunAsync("privacy", "breaches", "list");

        Assert.True(documented.ExitCode == 0, documented.Errors);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains(id, register.Output, StringComparison.Ordinal);
        string[] written = ["A key was lost.", "None known.", "A new key.", "told 2020-01-03 08:00Z"];
        Assert.All(written, text => Assert.Contains(text, register.Output, StringComparison.Ordinal));
    }

    private static void CopyDatabase(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "gonogo.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static async Task<string> TextOfAsync(string zip, string name)
    {
        await using var archive = await ZipFile.OpenReadAsync(zip, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await archive.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command)
    {
        await EmptyBlog.MakeAsync(folder["data"]);
        return await ServerProcess.RunAsync(
            [.. command, "--data", folder["data"], "--content", content.Path], new Dictionary<string, string?>());
    }
}
