using System.Text.Json.Nodes;
using GoNoGo.Comments;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.Data.Sqlite;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Backup;

/// <summary>What must not be restored is refused in one sentence, and nothing is touched.</summary>
public sealed class RestoreRefusalTests : IAsyncLifetime
{
    private readonly BackupPlaces places = new();
    private CommentHouse? house;
    private CommentHouse? empty;

    public async ValueTask InitializeAsync()
    {
        house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        empty = await CommentHouse.EmptyAsync(DatabaseProvider.Sqlite, places.Settings);
        await house.PublishAsync(CommentHouse.Comment());
        await house.TakeBackupAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await house!.DisposeAsync(); // Made before any test.
        await empty!.DisposeAsync();
        places.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_key_is_told_from_the_right_one(bool ofDatabase)
    {
        (places.Key, places.KeysKey) = ofDatabase ? (BackupPlaces.NewKey(), places.KeysKey) : (places.Key, BackupPlaces.NewKey());

        await RefusedAsync("The key is not the one that");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_that_is_cut_is_refused(bool ofDatabase)
    {
        var file = Directory.GetFiles(ofDatabase ? places.Path : places.KeysPath, "*.backup").Single();
        await using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length - 1);
        }

        await RefusedAsync("is cut: it has");
    }

    [Fact]
    public async Task An_archive_that_is_longer_or_missing_and_a_manifest_that_is_too_long_are_called_so()
    {
        var file = Directory.GetFiles(places.Path, "*.backup").Single();
        await File.AppendAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        await RefusedAsync("is too long: it has");

        File.Delete(file);
        await RefusedAsync("is missing");

        await File.AppendAllTextAsync(
            Directory.GetFiles(places.Path, "*.manifest.json").Single(), new string(' ', 1 << 20), TestContext.Current.CancellationToken);
        await RefusedAsync("is too long to be a manifest");
    }

    [Fact]
    public async Task A_mark_that_nobody_can_read_beside_a_database_says_the_way_out()
    {
        await File.WriteAllTextAsync(Path.Combine(house!.DataPath, "restore-unfinished"), "?", TestContext.Current.CancellationToken);

        var refusal = await house!.RestoreAsync(places);

        Assert.Contains("delete that file", refusal?.Message, StringComparison.Ordinal);
        Assert.Contains("There is a database already", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_appears_while_a_copy_is_read_is_not_overwritten()
    {
        var path = new SqliteConnectionStringBuilder(empty!.ConnectionString).DataSource;
        using var copy = new MemoryStream();
        var facts = await house!.Service<IDatabaseDump>().WriteAsync(copy, progress: null, TestContext.Current.CancellationToken);
        copy.Position = 0;
        await File.WriteAllTextAsync(path, "of another run", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DumpFailedException>(() =>
            empty!.Service<IDatabaseDump>().ReadAsync(copy, facts, TestContext.Current.CancellationToken));

        Assert.Equal("of another run", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_an_earlier_run_has_put_in_place_is_compared_too()
    {
        await using var other = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        var source = (await other.OpenAsync(places)).Value!; // It was just written.
        other.Service<RestoreMark>().Write(source.Database.Id);

        var outcome = await other.Service<Restoration>().RunAsync(source, TestContext.Current.CancellationToken);

        Assert.Contains("is not what the manifest says", outcome.Error?.Message, StringComparison.Ordinal);
        Assert.NotNull(other.Service<RestoreMark>().Read());
    }

    [Fact]
    public void A_data_folder_is_held_by_one_at_a_time()
    {
        Directory.CreateDirectory(house!.DataPath);
        using (ServerLock.TryHold(house!.DataPath))
        {
            Assert.Null(ServerLock.TryHold(house.DataPath));
        }

        using var again = ServerLock.TryHold(house!.DataPath);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task A_changed_byte_is_noticed_by_the_digest()
    {
        var file = Directory.GetFiles(places.Path, "*.backup").Single();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await RefusedAsync("its digest is another");
    }

    [Theory]
    [InlineData("format", "2", "by a newer GoNoGo")]
    [InlineData("taken_at", "\"2030-01-01T00:00:00+00:00\"", "was changed after it was written")]
    [InlineData("colour", "1", "is no manifest")]
    public async Task A_manifest_that_was_changed_is_not_believed(string member, string value, string sentence)
    {
        var file = Directory.GetFiles(places.Path, "*.manifest.json").Single();
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        manifest[member] = JsonNode.Parse(value);
        await File.WriteAllTextAsync(file, manifest.ToJsonString(), TestContext.Current.CancellationToken);

        await RefusedAsync(sentence);
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        await Sealed(manifest => manifest with { Database = manifest.Database! with { Migration = "29991231000000_Later" } });

        await RefusedAsync("The backup is of a newer GoNoGo");
    }

    [Fact]
    public async Task A_backup_of_the_other_kind_of_database_is_refused()
    {
        await Sealed(manifest => manifest with { Database = manifest.Database! with { Kind = "postgres" } });

        await RefusedAsync("The backup is of postgres and GoNoGo:Database names sqlite");
    }

    [Fact]
    public async Task Copies_of_two_installations_are_refused()
    {
        using var others = new BackupPlaces { Key = places.Key, KeysKey = places.KeysKey };
        await using var other = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: others.Settings);
        await other.TakeBackupAsync();
        Directory.Delete(places.KeysPath, recursive: true);
        Directory.Move(others.KeysPath, places.KeysPath);

        await RefusedAsync("are of two installations");
    }

    [Fact]
    public async Task Keys_that_are_older_than_the_database_are_refused()
    {
        var old = BackupTaking.KeysFolder(house!.BackupOptions()).Names().Single();
        house!.Clock.Advance(TimeSpan.FromHours(1));
        await house.TakeBackupAsync();

        var opened = await empty!.OpenAsync(places, keysName: old);

        Assert.Contains("is older than that of the database", opened.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_in_the_wrong_order_and_without_a_backup_are_refused()
    {
        (places.Key, places.KeysKey) = (places.KeysKey, places.Key);
        var swapped = await empty!.OpenAsync(places, name: Name(places.KeysPath));
        Assert.Contains("There is no backup", swapped.Error?.Message, StringComparison.Ordinal);
        (places.Key, places.KeysKey) = (places.KeysKey, places.Key);

        Directory.Delete(places.Path, recursive: true);
        await RefusedAsync("There is no backup in");
    }

    [Fact]
    public async Task A_place_with_a_database_or_with_keys_is_refused_and_stays_as_it_is()
    {
        var before = await house!.RowsAsync<Comment>();
        Assert.Contains("There is a database already", (await house.RestoreAsync(places))?.Message, StringComparison.Ordinal);
        Assert.Equal(before.Select(row => row.Id), (await house.RowsAsync<Comment>()).Select(row => row.Id));

        empty!.Service<KeyFolder>().ReadOrMake(KeyPurpose.EmailTag, 1);
        await RefusedAsync("There are keys already");
    }

    private async Task RefusedAsync(string sentence)
    {
        var refusal = await empty!.RestoreAsync(places);
        Assert.Contains(sentence, refusal?.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(new SqliteConnectionStringBuilder(empty!.ConnectionString).DataSource).Length);
        Assert.False(File.Exists(Path.Combine(empty.DataPath, "restore-unfinished")));
    }

    /// <summary>Changes the manifest of the database as somebody could who has its key.</summary>
    private async Task Sealed(Func<BackupManifest, BackupManifest> change)
    {
        var key = Key.TryParse(places.Key, 1)!; // Made by this test.
        var folder = BackupTaking.DatabaseFolder(house!.BackupOptions());
        var name = folder.Names().Single();
        var manifest = folder.Read(name, key).Value!; // It was just written.
        await File.WriteAllBytesAsync(
            Path.Combine(folder.Path, name + BackupFolder.ManifestSuffix),
            change(manifest).SealedWith(key).ToBytes(),
            TestContext.Current.CancellationToken);
    }

    private static string Name(string folder) => Path.GetFileName(Directory.GetFiles(folder, "*.manifest.json").Single())[..^14];
}
