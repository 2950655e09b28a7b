using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Crash;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo backup</c>, <c>restore</c>, <c>database copy</c>, <c>export</c> and <c>import</c> by the real program.</summary>
public sealed class BackupCommandTests : IAsyncLifetime
{
    private const string Text = "marked-text-2206";

    // Compiled ahead of time, where it is there: most of these tests is the start of programs.
    private static readonly string? Program = FaultPointProgram.IsBuilt ? FaultPointProgram.Path : null;

    private readonly TemporaryFolder folder = new();
    private readonly BackupPlaces places = new();
    private readonly ContentRepositoryBuilder content = new();
    private readonly List<string> databases = [];

    public ValueTask InitializeAsync()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases)
        {
            await PostgresServer.DropDatabaseAsync(database);
        }

        content.Dispose();
        places.Dispose();
        folder.Dispose();
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_blog_whose_disk_is_lost_comes_back_from_the_copies_that_were_made_beside_its_server(DatabaseProvider provider)
    {
        var blog = await SettingsAsync(provider);
        await using (var server = await ServeAsync("data", blog))
        {
            await server.Reader.SendCommentAsync("hello", ApiClient.Comment(Text));
            var taken = JsonNode.Parse(await DoneAsync("data", blog, "backup", "--json"))!;

            var report = JsonNode.Parse(await DoneAsync("data", blog, "restore", "--rehearse", "--json"))!;
            Assert.Equal(taken["id"]!.GetValue<string>(), report["backup"]!.GetValue<string>());
            Assert.Equal(1, report["rows"]!["comments"]!.GetValue<long>());
            Assert.Empty(report["findings"]!.AsArray());
            Assert.False(Directory.Exists(folder["data/.rehearsal"]));

            // Several servers on PostgreSQL may share a data folder, so that none holds it; each holds the database.
            string[] command = provider is DatabaseProvider.Sqlite ? ["restore", "--yes"] : ["import", "no-file"];
            await RefusedAsync("A gonogo serve", "data", blog, command);
        }

        var other = await SettingsAsync(provider);
        var restored = await DoneAsync("restored", other, "restore", "--yes");

        Assert.Contains("Restored: ", restored, StringComparison.Ordinal);
        Assert.Contains(Text, await DoneAsync("restored", other, "comment", "list"), StringComparison.Ordinal);
        Assert.Contains("backup.restored", await DoneAsync("restored", other, "audit", "export"), StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_blog_moves_to_PostgreSQL_is_exported_from_there_as_from_before_and_imported_where_nothing_is()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        var sqlite = await SettingsAsync(DatabaseProvider.Sqlite);
        var postgres = await SettingsAsync(DatabaseProvider.Postgres);
        await using (var server = await ServeAsync("data", sqlite))
        {
            await server.Reader.SendCommentAsync("hello", ApiClient.Comment(Text));
        }

        await DoneAsync("data", sqlite, "export", "--out", folder["one.jsonl"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["one.jsonl"]));
        sqlite["GoNoGo:Database:CopyTo"] = postgres["GoNoGo:Database:ConnectionString"];
        Assert.Contains("audit entries verified", await DoneAsync("data", sqlite, "database", "copy"), StringComparison.Ordinal);
        await RefusedAsync("The target holds rows already", "data", sqlite, "database", "copy");
        await DoneAsync("data", postgres, "export", "--out", folder["two.jsonl"]);
        Assert.Equal(await ReadAsync("one.jsonl"), await ReadAsync("two.jsonl"));
        var trail = await DoneAsync("data", postgres, "audit", "export");
        Assert.Contains("export.taken", trail, StringComparison.Ordinal);
        Assert.Contains("database.copied", trail, StringComparison.Ordinal);

        await RefusedAsync("There are rows already", "data", sqlite, "import", folder["one.jsonl"]);
        await RefusedAsync("The keys by which people are known again are not here", "new", sqlite, "import", folder["one.jsonl"]);
        await DoneAsync("new", sqlite, "import", folder["one.jsonl"], "--without-tags");
        Assert.Contains(Text, await DoneAsync("new", sqlite, "comment", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_each_command_says_what_is_missing()
    {
        var none = new Dictionary<string, string?>();
        await EmptyBlog.MakeAsync(folder["data"]);

        Assert.Contains("GoNoGo:Backup:Path", (await RunAsync("data", none, "backup")).Errors, StringComparison.Ordinal);
        Assert.Contains("Say where both copies are", (await RunAsync("data", none, "restore")).Errors, StringComparison.Ordinal);
        Assert.Contains("GoNoGo:Database:CopyTo", (await RunAsync("data", none, "database", "copy")).Errors, StringComparison.Ordinal);
        Assert.Contains("--out", (await RunAsync("data", none, "export")).Errors, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string?>> SettingsAsync(DatabaseProvider provider)
    {
        var settings = places.Settings;
        if (provider is DatabaseProvider.Postgres)
        {
            var database = await PostgresServer.CreateDatabaseAsync("template0", TestContext.Current.CancellationToken);
            databases.Add(database);
            settings["GoNoGo:Database:Provider"] = "postgres";
            settings["GoNoGo:Database:ConnectionString"] = PostgresServer.ConnectionString(database, pooled: true);
        }

        return settings;
    }

    private Task<ServerProcess> ServeAsync(string data, Dictionary<string, string?> settings) =>
        ServerProcess.ServeAsync(folder[data], ["--content", content.Path], Environment(settings), program: Program);

    private async Task RefusedAsync(string sentence, string data, Dictionary<string, string?> settings, params string[] command)
    {
        var (exitCode, _, errors) = await RunAsync(data, settings, command);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(string data, Dictionary<string, string?> settings, params string[] command)
    {
        var (exitCode, output, errors) = await RunAsync(data, settings, command);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)}: {errors}");
        return output;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string data, Dictionary<string, string?> settings, params string[] command) => ServerProcess.RunAsync(
        [.. command, "--data", folder[data], "--content", content.Path], Environment(settings), Program);

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(folder[file], TestContext.Current.CancellationToken);

    private static Dictionary<string, string?> Environment(Dictionary<string, string?> settings) => settings.ToDictionary(
        setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
}
