using System.Reflection;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Cli;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Backup;

/// <summary>
/// What is said where a disk, a file or a database cannot be used: a sentence by what was being done, and nothing half done.
/// </summary>
public sealed class FailedAccessTests : IAsyncLifetime
{
    private readonly BackupPlaces places = new();
    private CommentHouse? opened;

    private CommentHouse House => opened!; // Opened before any test.

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, string> WhileRestoring => new()
    {
        { new IOException("No space left on device"), "The restore could not be written (No space left on device)" },
        { new UnauthorizedAccessException("Access is denied."), "The restore could not be written (Access is denied)" },
        { new SqliteException("full", 13), "The restore could not be written (SQLite answers 13)" },
    };

    public static TheoryData<Exception, bool> WhileImporting => new()
    {
        { new IOException("No space left on device"), true },
        { new UnauthorizedAccessException("Access is denied."), true },
        { new DbUpdateException("wrapped", new SqliteException("full", 13)), true },
        { new DbUpdateException("wrapped", new SqliteException("cannot open", 14)), true },
        { new DbUpdateException("wrapped", new SqliteException("constraint", 19)), false },
    };

    public async ValueTask InitializeAsync()
    {
        opened = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        await opened.TakeBackupAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        places.Dispose();
    }

    [Theory]
    [MemberData(nameof(WhileRestoring), DisableDiscoveryEnumeration = true)]
    public async Task A_restore_that_the_disk_ends_says_so_and_can_go_on(Exception failure, string sentence)
    {
        var dump = DispatchProxy.Create<IDatabaseDump, Failing>();
        ((Failing)(object)dump).Failure = failure;
        var mark = House.Service<RestoreMark>();
        var source = (await House.OpenAsync(places)).Value!; // It was just written.

        var outcome = await new Restoration(dump, House.Service<KeysCopy>(), mark).RunAsync(source, Cancelled);

        Assert.StartsWith(sentence, outcome.Error?.Message, StringComparison.Ordinal);
        Assert.EndsWith("make room or permissions, then run it again.", outcome.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(source.Database.Id, mark.Read());
    }

    [Theory]
    [MemberData(nameof(WhileImporting), DisableDiscoveryEnumeration = true)]
    public void An_import_that_the_disk_ends_is_told_from_one_that_failed_otherwise(Exception failure, bool isOfDisk)
    {
        var refusal = ImportCommand.RefusalOf(failure);

        Assert.Equal(isOfDisk, refusal?.Message.Contains("nothing was imported", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_copy_whose_manifest_cannot_be_read_is_listed_with_the_reason_and_hides_no_other()
    {
        await File.WriteAllTextAsync(InCopies("gonogo-database-20270101T000000Z-00000001.manifest.json"), "{}", Cancelled);
        if (OperatingSystem.IsLinux())
        {
            // A file that is there and fails when it is read, also for root.
            File.CreateSymbolicLink(InCopies("gonogo-database-20270102T000000Z-00000002.manifest.json"), "/proc/self/mem");
        }

        await using var output = new StringWriter();
        Assert.Equal(0, (await BackupCommand.ListAsync(output, House.BackupOptions(), json: false)).Value);
        await using var json = new StringWriter();
        Assert.Equal(0, (await BackupCommand.ListAsync(json, House.BackupOptions(), json: true)).Value);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.EndsWith("rows, sqlite", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("is no manifest of a backup.", StringComparison.Ordinal));
        Assert.Equal(
            OperatingSystem.IsLinux(), lines.Any(line => line.Contains("cannot be read by this user", StringComparison.Ordinal)));
        Assert.Contains("gonogo-database-20270101T000000Z-00000001", json.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "GoNoGo:Database:CopyTo cannot be read")]
    [InlineData("Host=127.0.0.1;Port=1;Username=gonogo;Database=gonogo", "PostgreSQL cannot be reached (ConnectionRefused)")]
    public async Task A_database_to_copy_to_is_spoken_of_by_the_setting_that_names_it(string copyTo, string sentence)
    {
        var loaded = Settings.Load(
            new Dictionary<string, string?> { ["GoNoGo:Data:Path"] = House.DataPath, ["GoNoGo:Database:CopyTo"] = copyTo },
            urls: null,
            new Dictionary<string, string>());
        var settings = loaded.Value!; // They are right.
        var target = DatabaseCommand.Target(settings, settings.Get<DatabaseOptions>(DatabaseOptions.Section));
        await using var app = CommandScope.Quiet(target, House.Clock);

        var refused = await DatabaseCommand.PrepareAsync(app.Services, Cancelled);

        Assert.StartsWith(sentence, refused.Error?.Message, StringComparison.Ordinal);
        Assert.Contains("GoNoGo:Database:CopyTo", refused.Error?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectionString", refused.Error?.Message, StringComparison.Ordinal);
    }

    private string InCopies(string name) => Path.Combine(places.Path, name);

    /// <summary>A database that is empty and cannot be written.</summary>
    public class Failing : DispatchProxy
    {
        internal Exception Failure { get; set; } = new InvalidOperationException();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == nameof(IDatabaseDump.IsEmptyAsync) ? Task.FromResult(true) : Task.FromException(Failure);
    }
}
