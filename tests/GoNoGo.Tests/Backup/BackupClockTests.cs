using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Configuration;
using Microsoft.Extensions.Options;

namespace GoNoGo.Tests.Backup;

/// <summary>A clock that is wrong costs no copy, and what it has dated is told.</summary>
public sealed class BackupClockTests : IAsyncLifetime
{
    private readonly BackupPlaces places = new();
    private CommentHouse? opened;

    private CommentHouse House => opened!; // Opened before any test.

    private BackupFolder Folder => BackupTaking.DatabaseFolder(House.BackupOptions());

    private BackupFolder KeysFolder => BackupTaking.KeysFolder(House.BackupOptions());

    public async ValueTask InitializeAsync()
    {
        opened = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        await opened.Service<RetentionSweep>().RunAsync(
            AuditActor.Operator, clockIsConfirmed: false, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        places.Dispose();
    }

    [Fact]
    public async Task A_backup_under_a_clock_that_has_jumped_deletes_no_other()
    {
        Pretend(ages: [1, 2, 3, 4, 5]);

        House.Clock.Advance(TimeSpan.FromDays(3650));
        await House.TakeBackupAsync();

        Assert.Equal(6, Folder.Names().Count);
        Assert.Equal(6, KeysFolder.Names().Count);
    }

    [Fact]
    public async Task The_three_newest_stay_whatever_their_age_and_one_from_the_future_is_not_among_them()
    {
        Pretend(ages: [-3650, 41, 42, 43, 44]);

        await House.TakeBackupAsync();

        var ages = Folder.Names().Select(name => House.Clock.GetUtcNow() - Folder.TimeOf(name)!.Value); // All are named by their time.
        Assert.Equal([-3650.0, 0, 41, 42], ages.Select(age => Math.Round(age.TotalDays)));
    }

    [Fact]
    public async Task A_copy_from_the_future_is_restored_by_its_name_alone_and_that_is_said()
    {
        var now = House.Clock.GetUtcNow();
        var right = await House.TakeBackupAsync();
        House.Clock.Advance(TimeSpan.FromDays(3650));
        var wrong = await House.TakeBackupAsync();
        await using var empty = await CommentHouse.EmptyAsync(DatabaseProvider.Sqlite, places.Settings);

        var source = (await empty.OpenAsync(places, now: now)).Value!; // Both are whole.
        var named = (await empty.OpenAsync(places, wrong.Name, KeysFolder.Names()[0], now)).Value!;

        Assert.Equal(right.Id, source.Database.Id);
        Assert.Contains(source.Notes, note => note.StartsWith(wrong.Name, StringComparison.Ordinal));
        Assert.Equal(wrong.Id, named.Database.Id);
        Assert.Contains(named.Notes, note => note.Contains("in the future by this clock", StringComparison.Ordinal));
        Assert.Empty((await empty.OpenAsync(places, now: House.Clock.GetUtcNow())).Value!.Notes);
    }

    [Fact]
    public async Task Health_looks_into_both_folders_and_at_copies_that_time_alone_can_judge()
    {
        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(places.Path).FullName, "gonogo-database-renamed.manifest.json"),
            "{}",
            TestContext.Current.CancellationToken);
        Assert.Equal(["backup_missing", "backup_missing"], await TroublesAsync());

        await House.TakeBackupAsync();
        Assert.Empty(await TroublesAsync());
        Assert.Equal(
            OperatingSystem.IsLinux() ? ["backup_on_same_device", "backup_on_same_device"] : [],
            (await CheckAsync()).Troubles.Select(trouble => trouble.Code));

        Pretend(ages: [-3650]);
        Assert.Equal(["backup_from_the_future", "backup_from_the_future"], await TroublesAsync());

        Directory.Delete(places.KeysPath, recursive: true);
        Assert.Equal(["backup_missing", "backup_from_the_future"], await TroublesAsync());
    }

    [Fact]
    public async Task Copies_that_stay_longer_than_people_were_told_are_named()
    {
        Pretend(ages: [0, 40]);

        Assert.Equal(["backup_kept_long", "backup_kept_long"], await TroublesAsync());
    }

    [Fact]
    public async Task A_backup_that_failed_is_told_with_its_sentence_until_one_succeeds()
    {
        Pretend(ages: [0]);
        House.Clock.Advance(TimeSpan.FromHours(1));
        Directory.Delete(places.KeysPath, recursive: true);
        await File.WriteAllTextAsync(places.KeysPath, "a file where the folder should be", TestContext.Current.CancellationToken);
        await House.Service<BackupTaking>().TakeAsync(AuditActor.Operator, null, TestContext.Current.CancellationToken);

        var told = Assert.Single((await CheckAsync()).Troubles, trouble => trouble.Code == "backup_failed");
        Assert.Contains("The backup could not be written", told.Message, StringComparison.Ordinal);

        File.Delete(places.KeysPath);
        await House.TakeBackupAsync();
        Assert.Empty(await TroublesAsync());
    }

    /// <summary>Copies of these ages in days, as far as their names tell.</summary>
    private void Pretend(int[] ages)
    {
        foreach (var folder in new[] { Folder, KeysFolder })
        {
            folder.Make();
            foreach (var age in ages)
            {
                var name = folder.NameOf(Guid.CreateVersion7(House.Clock.GetUtcNow()), House.Clock.GetUtcNow().AddDays(-age));
                File.WriteAllText(Path.Combine(folder.Path, name + BackupFolder.ManifestSuffix), "{}");
            }
        }
    }

    private async Task<IEnumerable<string>> TroublesAsync() =>
        (await CheckAsync()).Troubles.Where(trouble => trouble.NeedsMending).Select(trouble => trouble.Code);

    private Task<HealthState> CheckAsync() => new BackupHealthCheck(
        House.Service<IOptions<BackupOptions>>(),
        Options.Create(new SiteOptions()),
        House.Service<IOptions<DataOptions>>(),
        House.Service<FailedBackup>(),
        House.Clock).CheckAsync(TestContext.Current.CancellationToken);
}
