using System.Runtime.Versioning;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Backup;

/// <summary>Before a database that holds something gets another shape there is a way back.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly BackupPlaces places = new();

    public void Dispose() => places.Dispose();

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_backup_of_the_old_shape_is_taken_before_a_migration_and_entered_after_it(DatabaseProvider provider)
    {
        await using var house = await OldAsync(provider, places.Settings);
        var old = await AppliedAsync(house);

        await MigrateAsync(house);

        var folder = BackupTaking.DatabaseFolder(house.BackupOptions());
        var manifest = folder.Read(folder.Names().Single(), Key.TryParse(places.Key, 1)!).Value!.Database!;
        Assert.Equal(old[^1], manifest.Migration);
        Assert.Equal(1, manifest.Rows["former_addresses"]);
        Assert.True((await AppliedAsync(house)).Count > old.Count);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "backup.taken");
        await MigrateAsync(house);
        Assert.Single(folder.Names());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Without_a_place_for_backups_the_file_is_copied_beside_itself_for_some_days()
    {
        await using var house = await OldAsync(DatabaseProvider.Sqlite, settings: null);
        var old = await AppliedAsync(house);

        await MigrateAsync(house);

        var file = new SqliteConnectionStringBuilder(house.ConnectionString).DataSource;
        var copy = $"{file}.before-{old[^1]}";
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        await using (var connection = new SqliteConnection($"Data Source={copy};Pooling=False;Mode=ReadOnly"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT MAX(migration_id) FROM __EFMigrationsHistory";
            Assert.Equal(old[^1], await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }

        File.SetLastWriteTimeUtc(copy, house.Clock.GetUtcNow().UtcDateTime.AddDays(-6));
        await house.SweepAsync();
        Assert.True(File.Exists(copy));
        house.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await house.SweepAsync())["upgrade_copies"]);
        Assert.False(File.Exists(copy));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_start_that_fails_again_and_again_takes_one_backup_in_an_hour(DatabaseProvider provider)
    {
        await using var house = await OldAsync(provider, places.Settings);
        var folder = BackupTaking.DatabaseFolder(house.BackupOptions());

        var first = await TakeAsync(house);
        var again = await TakeAsync(house);
        house.Clock.Advance(UpgradeCopies.ReusedFor);
        var later = await TakeAsync(house);
        await AddRowAsync(house, "/new/");
        var changed = await TakeAsync(house);

        Assert.Equal((first.Id, first.Name, first.Rows), (again.Id, again.Name, again.Rows));
        Assert.NotEqual(first.Id, later.Id);
        Assert.NotEqual(later.Id, changed.Id);
        Assert.Equal(3, folder.Names().Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_backup_that_fails_keeps_the_database_as_it_is(DatabaseProvider provider)
    {
        await File.WriteAllTextAsync(places.Path, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using var house = await OldAsync(provider, places.Settings);
        var old = await AppliedAsync(house);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => MigrateAsync(house));

        Assert.Contains("The backup before the upgrade could not be taken", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(old, await AppliedAsync(house));
    }

    [Fact]
    public async Task Who_wants_no_copy_gets_none()
    {
        await using var house = await OldAsync(
            DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["GoNoGo:Backup:BeforeUpgrade"] = "false" });

        await MigrateAsync(house);

        var file = new SqliteConnectionStringBuilder(house.ConnectionString).DataSource;
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(file)!, "*.before-*"));
    }

    /// <summary>A database that an earlier version has left, with a row in it.</summary>
    private static async Task<CommentHouse> OldAsync(DatabaseProvider provider, IReadOnlyDictionary<string, string?>? settings)
    {
        var house = await CommentHouse.EmptyAsync(provider, settings);
        house.Service<IKeyStore>().Ensure(mayMake: true);
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var startup = scope.GetRequiredService<IDatabaseStartup>();
            await using var held = await startup.LockAsync(data, TestContext.Current.CancellationToken);
            await startup.PrepareAsync(data, TestContext.Current.CancellationToken);
            await data.Database.MigrateAsync(data.Database.GetMigrations().ToList()[^2], TestContext.Current.CancellationToken);
            return 0;
        });
        await AddRowAsync(house, "/old/");
        return house;
    }

    private static Task<int> AddRowAsync(CommentHouse house, string address) => house.InScopeAsync(scope =>
    {
        var data = scope.GetRequiredService<DataContext>();
        data.Add(new FormerAddress { Address = address, PostId = "hello" });
        return data.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private static async Task<TakenBackup> TakeAsync(CommentHouse house)
    {
        var migration = (await AppliedAsync(house))[^1];
        var outcome = await house.Service<UpgradeCopies>().TakeAsync(migration, TestContext.Current.CancellationToken);
        return outcome?.Value ?? throw new InvalidOperationException("No backup was taken.");
    }

    private static Task<List<string>> AppliedAsync(CommentHouse house) => house.InScopeAsync(async scope =>
        (await scope.GetRequiredService<DataContext>().Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken)).ToList());

    private static Task<int> MigrateAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<DatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return 0;
    });
}
