using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>
/// Kill -9 at each step of a backup and of a restore (F4): what is left looks whole to nobody, nothing plain lies about, and the next run
/// works.
/// </summary>
public sealed class BackupCrashTests : IDisposable
{
    private const int Killed = 128 + 9;
    private const string Text = "marked-text-6017";

    private readonly BackupPlaces places = new();

    public static IEnumerable<TheoryDataRow<DatabaseProvider>> Databases => CrashOptions.Databases();

    public void Dispose() => places.Dispose();

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task A_backup_that_is_killed_at_any_step_leaves_nothing_that_looks_whole_and_the_next_works(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CommentedAsync(database);
        foreach (var place in FaultPoints.Backup)
        {
            var killed = await blog.RunAsync(place, "backup");
            Assert.True(killed.ExitCode == Killed, $"{place}: {killed.ExitCode} {killed.Errors}");
            Assert.Equal(place == FaultPoints.Backup[^1] ? 1 : 0, Manifests(places.Path));
            Assert.DoesNotContain(Directory.GetFiles(blog.DataPath), file => file.Contains("copying", StringComparison.Ordinal));
        }

        var next = await blog.RunAsync(null, "backup");

        Assert.True(next.ExitCode == 0, next.Errors);
        Assert.Equal(2, Manifests(places.Path));
        Assert.Equal(2, Directory.GetFiles(places.Path, "*.backup*").Length);
        Assert.Empty(FileTraces.Of(places.Path, Text));
    }

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task A_restore_that_is_killed_at_any_step_goes_on_and_nothing_is_served_before_it_has(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        await using var blog = await CommentedAsync(database);
        Assert.Equal(0, (await blog.RunAsync(null, "backup")).ExitCode);
        await using var restored = await CrashedBlog.CreateAsync(database);
        restored.Settings = places.Settings;
        foreach (var place in FaultPoints.Restore)
        {
            var killed = await restored.RunAsync(place, "restore", "--yes");
            Assert.True(killed.ExitCode == Killed, $"{place}: {killed.ExitCode} {killed.Errors}");
        }

        var early = await restored.RunAsync(null, "comment", "list");
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("A restore into this data folder was begun and not ended", early.Errors, StringComparison.Ordinal);
        var ended = await restored.RunAsync(null, "restore", "--yes");

        Assert.True(ended.ExitCode == 0, ended.Errors);
        Assert.Contains(Text, (await restored.RunAsync(null, "comment", "list")).Output, StringComparison.Ordinal);
    }

    private static int Manifests(string folder) => Directory.GetFiles(folder, "*.manifest.json").Length;

    private async Task<CrashedBlog> CommentedAsync(DatabaseProvider database)
    {
        var blog = await CrashedBlog.CreateAsync(database);
        blog.Settings = places.Settings;
        await using var server = await blog.ServeAsync();
        await server.Reader.SendCommentAsync("hello", ApiClient.Comment(Text));
        return blog;
    }
}
