using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Cli;

namespace GoNoGo.Tests.Backup;

/// <summary>A backup touches nothing of another run, another blog or another user, and leaves nothing where it ends early.</summary>
public sealed class BackupBesideOthersTests : IAsyncLifetime
{
    private readonly BackupPlaces places = new();
    private CommentHouse? opened;

    private CommentHouse House => opened!; // Opened before any test.

    public async ValueTask InitializeAsync() => opened = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        places.Dispose();
    }

    [Fact]
    public async Task A_second_one_that_fails_deletes_nothing_of_the_one_that_runs()
    {
        var folder = BackupTaking.DatabaseFolder(House.BackupOptions());
        folder.Make();
        using var held = folder.TryHold();
        var running = Path.Combine(places.Path, "gonogo-database-x.backup.unfinished");
        await File.WriteAllTextAsync(running, "of the one that runs", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(places.KeysPath, "a file where the folder should be", TestContext.Current.CancellationToken);

        Assert.IsType<BackupRefused>((await TakeAsync(House)).Error);

        Assert.True(File.Exists(running));
    }

    [Fact]
    public async Task One_that_is_cancelled_leaves_nothing()
    {
        using var ended = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            House.Service<BackupTaking>().WriteAsync(new Cancelling(ended), ended.Token));

        Assert.Equal([".gonogo-backup.lock"], Directory.GetFiles(places.Path).Select(Path.GetFileName));
        Assert.Equal([".gonogo-backup.lock"], Directory.GetFiles(places.KeysPath).Select(Path.GetFileName));
    }

    [Fact]
    public async Task One_of_another_blog_is_refused_in_the_same_folders()
    {
        await House.TakeBackupAsync();
        await using var other = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);

        var refused = await TakeAsync(other);

        Assert.Contains("is of another blog", refused.Error?.Message, StringComparison.Ordinal);
        Assert.Single(BackupTaking.DatabaseFolder(House.BackupOptions()).Names());
    }

    [Fact]
    public void One_of_another_user_than_the_server_s_is_refused_with_the_way_out()
    {
        Assert.Null(BackupCommand.FindForeignOwner("/data", 998, 998));
        Assert.Null(BackupCommand.FindForeignOwner("/data", null, 0));
        Assert.Contains("runuser -u gonogo", BackupCommand.FindForeignOwner("/data", 998, 0)?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_a_file_is_and_what_it_is_are_read_from_the_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has statx.");

        Assert.Equal(UnixFiles.CurrentUser, UnixFiles.OwnerOf(House.DataPath));
        Assert.Equal(0u, UnixFiles.OwnerOf("/proc/1"));
        Assert.Null(UnixFiles.OwnerOf(Path.Combine(House.DataPath, "nothing")));
        Assert.False(UnixFiles.IsRegular("/dev/null"));
        Assert.True(UnixFiles.IsRegular(Environment.ProcessPath!)); // This program is one.
        Assert.Equal(UnixFiles.DeviceOf(House.DataPath), UnixFiles.DeviceOf(Path.Combine(House.DataPath, "..")));
        Assert.NotEqual(UnixFiles.DeviceOf("/proc"), UnixFiles.DeviceOf(House.DataPath));
    }

    private static Task<Result<TakenBackup>> TakeAsync(CommentHouse house) =>
        house.Service<BackupTaking>().TakeAsync(AuditActor.Operator, null, TestContext.Current.CancellationToken);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => source.Cancel();
    }
}
