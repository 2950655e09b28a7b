using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Backup;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Hosting;

/// <summary>A database and its keys belong together, and only what may begin or upgrade a blog does.</summary>
public sealed class PreparationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_server_with_keys_of_its_own_is_refused_and_touches_nothing(DatabaseProvider provider)
    {
        await using var first = await CommentHouse.EmptyAsync(provider);
        await ServeAsync(first);
        await first.SendWellAsync(CommentHouse.Comment());
        var noted = await NotedAsync(first);
        await using var withoutKeys = first.Beside();
        await using var withOthers = first.Beside();
        withOthers.Service<IKeyStore>().Ensure(mayMake: true);
        await using var withoutPeople = first.Beside();
        CopyKeys(first, withoutPeople);

        var missing = await RefusedAsync(withoutKeys);
        var others = await RefusedAsync(withOthers);
        var people = await RefusedAsync(withoutPeople);

        Assert.Contains("(audit-signing.1 is missing)", missing, StringComparison.Ordinal);
        Assert.Contains("(audit-signing.1 is another one)", others, StringComparison.Ordinal);
        Assert.Contains("(the store with the keys of people is another one)", people, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(withoutKeys.DataPath, "keys")) && withoutKeys.Service<IKeyStore>()
            .Versions(KeyPurpose.EmailTag).Any());
        Assert.Equal(noted, await NotedAsync(first));
        await ServeAsync(first);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Keys_that_were_lost_beside_a_database_of_before_are_not_made_anew(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.EmptyAsync(provider);
        await ServeAsync(house);
        await house.SendWellAsync(CommentHouse.Comment());
        await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Set<KeyFingerprint>().ExecuteDeleteAsync(Cancelled));
        await using var without = house.Beside();

        Assert.Contains("The database holds a blog", await RefusedAsync(without), StringComparison.Ordinal);
        Assert.Empty(without.Service<IKeyStore>().Versions(KeyPurpose.EmailTag));
        await ServeAsync(house);
        Assert.Equal(KeyPurposes.Lasting.Count + 1, (await NotedAsync(house)).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_key_that_was_replaced_and_retired_fits_and_a_copy_from_before_does_not(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.EmptyAsync(provider);
        await ServeAsync(house);
        await using var older = house.Beside();
        await house.GiveKeysAsync(older);
        house.Service<KeyRing>().Rotate(KeyPurpose.EmailTag);
        await ServeAsync(house);
        house.Service<KeyRing>().Retire(KeyPurpose.EmailTag, 1);
        await using var restored = house.Beside();
        await house.GiveKeysAsync(restored);

        await ServeAsync(house);
        await ServeAsync(restored);

        Assert.Contains("(email-tag.2 is missing)", await RefusedAsync(older), StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_command_neither_begins_a_blog_nor_upgrades_one(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.EmptyAsync(provider);
        var preparation = Of(house);

        var none = await Assert.ThrowsAsync<StartRefusedException>(() => preparation.RunAsync(Cancelled));
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            await using var held = await scope.GetRequiredService<DatabaseMigrator>().LockAsync(Cancelled);
            await scope.GetRequiredService<IDatabaseStartup>().PrepareAsync(data, Cancelled);
            await data.Database.MigrateAsync(data.Database.GetMigrations().ToList()[^2], Cancelled);
            return 0;
        });
        var older = await Assert.ThrowsAsync<StartRefusedException>(() => preparation.RunAsync(Cancelled));

        Assert.StartsWith("There is no blog in ", none.Message, StringComparison.Ordinal);
        Assert.StartsWith("The database is older than this program", older.Message, StringComparison.Ordinal);
        Assert.Empty(house.Service<IKeyStore>().Versions(KeyPurpose.EmailTag));
        await ServeAsync(house);
        await preparation.RunAsync(Cancelled);
    }

    /// <summary>Entity Framework's own tables, as any program has them that names columns its way.</summary>
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_database_of_another_program_is_refused_and_none_of_its_tables_touched(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.EmptyAsync(provider);
        await ExecuteAsync(house, """
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT PRIMARY KEY, "ProductVersion" TEXT);
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT);
            INSERT INTO "__EFMigrationsLock" VALUES (1, 'somebody migrates')
            """);

        var serving = await RefusedAsync(house);
        var command = await Assert.ThrowsAsync<StartRefusedException>(() => Of(house).RunAsync(Cancelled));

        Assert.StartsWith("The database is another program's: ", serving, StringComparison.Ordinal);
        Assert.Equal(serving, command.Message);
        Assert.Empty(house.Service<IKeyStore>().Versions(KeyPurpose.EmailTag));
        Assert.Equal(1, await ExecuteAsync(house, """UPDATE "__EFMigrationsLock" SET "Timestamp" = 'it was left alone'"""));
    }

    [Fact]
    public async Task A_file_with_tables_of_which_no_migration_tells_is_another_programs()
    {
        await using var house = await CommentHouse.EmptyAsync(DatabaseProvider.Sqlite);
        await ExecuteAsync(house, "CREATE TABLE comments (id INTEGER PRIMARY KEY, said TEXT)");

        Assert.StartsWith("The database is another program's: ", await RefusedAsync(house), StringComparison.Ordinal);
    }

    private static Task<int> ExecuteAsync(CommentHouse house, string statements) => house.InScopeAsync(scope =>
        scope.GetRequiredService<DataContext>().Database.ExecuteSqlRawAsync(statements, Cancelled));

    private static Task ServeAsync(CommentHouse house) => Of(house).StartingAsync(Cancelled);

    private static async Task<string> RefusedAsync(CommentHouse house) =>
        (await Assert.ThrowsAsync<StartRefusedException>(() => ServeAsync(house))).Message;

    private static Preparation Of(CommentHouse house) =>
        ActivatorUtilities.CreateInstance<Preparation>(house.Service<IServiceProvider>());

    private static async Task<List<string>> NotedAsync(CommentHouse house) =>
        [.. (await house.RowsAsync<KeyFingerprint>()).Select(row => $"{row.Purpose}.{row.Version}={row.Fingerprint}").Order()];

    private static void CopyKeys(CommentHouse from, CommentHouse to)
    {
        foreach (var purpose in KeyPurposes.Lasting)
        {
            to.Service<IKeyStore>().Add(purpose, from.Service<IKeyStore>().Read(purpose, 1)!); // Every purpose has one.
        }
    }
}
