using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Backup;

/// <summary>Copies that are whole and say something else than what they hold.</summary>
public sealed class RestoreMismatchTests : IDisposable
{
    private readonly BackupPlaces places = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => places.Dispose();

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_copy_that_is_not_what_its_manifest_says_leaves_nothing_behind_and_another_may_be_restored(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, settings: places.Settings);
        await house.PublishAsync(CommentHouse.Comment());
        await house.TakeBackupAsync();
        await using var empty = await CommentHouse.EmptyAsync(provider, places.Settings);
        Directory.CreateDirectory(empty.DataPath);
        var right = await ReplaceManifestAsync(house, manifest => manifest with
        {
            Database = manifest.Database! with { AuditSize = manifest.Database.AuditSize + 1 },
        });

        var refused = await empty.RestoreAsync(places);

        Assert.Contains("the audit trail is another one. Restore another backup", refused?.Message, StringComparison.Ordinal);
        Assert.True(await empty.Service<IDatabaseDump>().IsEmptyAsync(Cancelled));
        Assert.True(await empty.Service<KeysCopy>().IsEmptyAsync(Cancelled));
        Assert.Null(empty.Service<RestoreMark>().Read());

        await ReplaceManifestAsync(house, _ => right);
        Assert.Null(await empty.RestoreAsync(places));
        Assert.Single(await empty.RowsAsync<Comment>());
    }

    [Fact]
    public async Task A_rehearsal_compares_the_copied_keys_with_those_that_the_database_was_written_under()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        await house.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<KeyFingerprints>().NoteAsync(Cancelled);
            return 0;
        });
        house.Service<IKeyStore>().Destroy(KeyPurpose.EmailTag, 1);
        house.Service<IKeyStore>().Add(KeyPurpose.EmailTag, Key.TryParse(BackupPlaces.NewKey(), 1)!); // It is one.
        await house.TakeBackupAsync();
        var settings = Settings.Load(
            new Dictionary<string, string?> { ["GoNoGo:Data:Path"] = house.DataPath }, urls: null, new Dictionary<string, string>());
        var rehearsal = new Rehearsal(
            settings.Value!, house.Service<IDatabaseDump>(), house.Service<IOptions<DataOptions>>(), house.Clock); // They are right.

        var outcome = await rehearsal.RunAsync((await house.OpenAsync(places)).Value!, progress: null, Cancelled); // It was just written.

        Assert.Contains("(email-tag.1 is another one)", outcome.Error?.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(house.DataPath, ".rehearsal")));
    }

    /// <summary>Changes the manifest of the database as somebody could who has its key.</summary>
    /// <returns>What it was.</returns>
    private async Task<BackupManifest> ReplaceManifestAsync(CommentHouse house, Func<BackupManifest, BackupManifest> change)
    {
        var key = Key.TryParse(places.Key, 1)!; // Made by this test.
        var folder = BackupTaking.DatabaseFolder(house.BackupOptions());
        var name = folder.Names().Single();
        var manifest = folder.Read(name, key).Value!; // It was just written.
        await File.WriteAllBytesAsync(
            Path.Combine(folder.Path, name + BackupFolder.ManifestSuffix), change(manifest).SealedWith(key).ToBytes(), Cancelled);
        return manifest;
    }
}
