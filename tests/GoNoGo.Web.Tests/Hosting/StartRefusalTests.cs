using System.Diagnostics;
using System.Runtime.Versioning;
using GoNoGo.Testing;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>A start that cannot go well ends before anything is served: one sentence that says what to do, exit code 1, no stack.</summary>
public sealed class StartRefusalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Data => folder["data"];

    private string DatabaseFile => folder["data/gonogo.db"];

    [Fact]
    public async Task The_data_folder_is_made()
    {
        await using var server = await ServerProcess.ServeAsync(folder["not/there/yet"]);

        Assert.True(File.Exists(folder["not/there/yet/gonogo.db"]));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_people_wrote_is_readable_by_its_owner_alone()
    {
        await using var server = await ServerProcess.ServeAsync(folder["data"]);

        var files = Directory.EnumerateFiles(folder["data"], "gonogo.db*");
        foreach (var file in files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("10.0.9", false)]
    [InlineData("10.0.10", true)]
    [InlineData("10.1.0", true)]
    public void A_runtime_with_known_weaknesses_is_refused(string version, bool isTaken) =>
        Assert.Equal(isTaken, GoNoGo.Web.Hosting.StartCheck.Runtime(new Version(version)) is null);

    [Theory]
    [InlineData("sqlite", "so SQLite would lose every comment there")]
    [InlineData("postgres", "so keys on it would be lost")]
    public async Task Nothing_is_kept_on_the_disk_of_App_Platform(string provider, string reason)
    {
        var there = new Dictionary<string, string?>
        {
            ["GoNoGo__DigitalOcean__RunsHere"] = "true",
            ["GoNoGo__Database__Provider"] = provider,
        };

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["there"]], there);

        Assert.Equal(1, exitCode);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["there"]));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await RunOnceAsync();
        await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        Assert.Equal(
            "The database is newer than this program (it has the migration 29990101000000_Later): "
            + "start the newer GoNoGo, or restore a backup made before the upgrade.",
            await RefusalAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 5000), TestContext.Current.CancellationToken);

        Assert.Equal(
            $"The database {DatabaseFile} cannot be opened (26): check that it is a GoNoGo database and may be written.",
            await RefusalAsync());
        Assert.Equal(5000, new FileInfo(DatabaseFile).Length);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=gonogo")]
    [InlineData("Host=no-such-host.invalid;Username=gonogo")]
    [InlineData("Host=/nowhere;Username=gonogo")]
    public async Task PostgreSQL_that_cannot_be_reached_is_refused(string connectionString) => Assert.Matches(
        @"^PostgreSQL cannot be reached \(\w+\): check GoNoGo:Database:ConnectionString and that the server is up\.$",
        await RefusalAsync(Postgres(connectionString)));

    [Theory]
    [InlineData("hunter2")]
    [InlineData("Hoost=hunter2")]
    public async Task A_connection_string_that_cannot_be_read_is_refused_without_its_words(string connectionString) => Assert.Equal(
        "GoNoGo:Database:ConnectionString cannot be read; write it as Key=Value pairs, separated by semicolons.",
        await RefusalAsync(Postgres(connectionString)));

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_corrupt_key_is_refused(string text)
    {
        await RunOnceAsync();
        var file = folder["data/keys/capability.1.key"];
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        Assert.StartsWith($"The key file {file} does not hold 32 random bytes as base64. ", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Missing_keys_of_a_real_site_are_made_by_the_line_that_the_refusal_gives()
    {
        const string Begin = "Make them with: ";
        var data = folder["it's data"];
        var site = new Dictionary<string, string?> { ["GoNoGo__Site__BaseUrl"] = "https://blog.example.org" };

        var refusal = await RefusalAsync(site, data);
        var line = refusal[(refusal.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..];
        using (var shell = Process.Start("sh", ["-ec", line]))
        {
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, shell.ExitCode);
        }

        await using var server = await ServerProcess.ServeAsync(data, environment: site, readyPath: "/health/live");
        Assert.All(
            Directory.GetFiles(Path.Combine(data, "keys")),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_commands_work_beside_the_first()
    {
        await using (var first = await ServerProcess.ServeAsync(Data))
        {
            Assert.Equal(
                $"Another gonogo serve works on the data folder {Data}; stop it, or give this one a folder of its own with --data.",
                await RefusalAsync());
            Assert.Equal((0, "No comments.", ""), await ServerProcess.RunAsync(["comment", "list", "--data", Data]));
            await first.KillAsync();
        }

        await using var second = await ServerProcess.ServeAsync(Data);
        Assert.Equal(0, await second.TerminateAsync());
    }

    [Fact]
    public async Task A_lock_that_a_killed_migration_left_holds_up_nobody()
    {
        await RunOnceAsync();
        await ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
            """);

        await using var server = await ServerProcess.ServeAsync(Data);
        Assert.Equal(0, await server.TerminateAsync());
    }

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, string?> Postgres(string connectionString) => new()
    {
        ["GoNoGo__Database__Provider"] = "postgres",
        ["GoNoGo__Database__ConnectionString"] = connectionString,
    };

    private Task RunOnceAsync() => EmptyBlog.MakeAsync(Data);

    private async Task<string> RefusalAsync(IReadOnlyDictionary<string, string?>? environment = null, string? data = null)
    {
        var (exitCode, output, errors) = await ServerProcess.RunAsync(
            ["serve", "--data", data ?? Data, "--urls", "http://127.0.0.1:0"], environment);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.DoesNotContain('\n', errors);
        return errors;
    }

    private async Task ExecuteAsync(string statements)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
