using GoNoGo.Blog.Content;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Database.Sqlite;
using GoNoGo.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Database;

/// <summary>The schema is the model's on each database, and each sorts text alike.</summary>
public sealed class MigrationTests
{
    private const string SqliteSchema = """
        SELECT t.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || c.hidden
        FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT name || ' never gives a number twice' FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
        UNION ALL
        SELECT t.name || ' ' || i.origin || ' ' || i."unique" || ' ' || i.partial
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table'
        UNION ALL
        SELECT t.name || ' ' || k."from" || ' ' || k."table" || ' ' || k."to" || ' ' || k.on_delete
        FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'
        UNION ALL
        SELECT tbl_name || ' ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
        """;

    private const string PostgresSchema = """
        SELECT concat_ws(
            ' ', table_name, column_name, data_type, character_maximum_length, is_nullable, identity_generation, collation_name)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT concat_ws(' ', t.relname, c.conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.connamespace = 'public'::regnamespace
        UNION ALL
        SELECT concat_ws(' ', tablename, indexdef) FROM pg_indexes WHERE schemaname = 'public'
        """;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_change_of_the_model_has_a_migration(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var pending = await house.InScopeAsync(scope =>
            Task.FromResult(scope.GetRequiredService<DataContext>().Database.HasPendingModelChanges()));

        Assert.False(pending, "The model has changes that no migration makes; add one for each database.");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_migrations_make_what_the_model_describes(DatabaseProvider provider)
    {
        await using var migrated = await CommentHouse.OpenAsync(provider);
        await using var described = await CommentHouse.EmptyAsync(provider);
        await described.InScopeAsync(async scope =>
        {
            var creator = scope.GetRequiredService<DataContext>().Database.GetService<IRelationalDatabaseCreator>();
            await creator.CreateTablesAsync(TestContext.Current.CancellationToken);
            return 0;
        });

        var expected = await SchemaAsync(described, provider);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await SchemaAsync(migrated, provider));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_empty_database_is_brought_up_and_a_second_run_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(
            provider, CommentHouse.MigrateAsync, TestContext.Current.CancellationToken);
        await CommentHouse.MigrateAsync(provider, database.ConnectionString, TestContext.Current.CancellationToken);
        await using var house = await CommentHouse.OpenAsync(provider);

        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            await scope.GetRequiredService<DatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
            Assert.Equal(
                data.Database.GetMigrations(), await data.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
            return 0;
        });
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Who_begins_to_migrate_while_another_does_takes_nothing_back(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.EmptyAsync(provider);
        await using var onEmpty = await house.RestartAsync();
        await using var onOlder = await house.RestartAsync();

        var waiting = await house.InScopeAsync(async scope =>
        {
            var (data, migrator) = (scope.GetRequiredService<DataContext>(), scope.GetRequiredService<DatabaseMigrator>());
            await using var held = await migrator.LockAsync(TestContext.Current.CancellationToken);
            await scope.GetRequiredService<IDatabaseStartup>().PrepareAsync(data, TestContext.Current.CancellationToken);
            var first = MigrateAsync(onEmpty);
            await data.Database.MigrateAsync(migrator.Known.ToList()[^4], TestContext.Current.CancellationToken);
            var second = MigrateAsync(onOlder);
            await migrator.ApplyAsync(TestContext.Current.CancellationToken);
            data.Add(new KeyFingerprint { Purpose = "made up", Version = 1, Fingerprint = "0123" });
            await data.SaveChangesAsync(TestContext.Current.CancellationToken);
            return (First: first, Second: second);
        });
        await Task.WhenAll(waiting.First, waiting.Second);

        Assert.Equal("0123", Assert.Single(await house.RowsAsync<KeyFingerprint>()).Fingerprint);
    }

    [Fact]
    public async Task Who_waits_too_long_for_another_that_migrates_says_so()
    {
        Assert.SkipWhen(Databases.PostgresServer is null && !Databases.IsContinuousIntegration, "PostgreSQL is not configured");
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Postgres);
        var options = Options.Create(new DatabaseOptions { ConnectionString = house.ConnectionString });
        var hasty = new PostgresStartup(options, new PostgresUse(options))
        {
            Patience = TimeSpan.FromMilliseconds(20),
        };

        var refusal = await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            await using var held = await scope.GetRequiredService<DatabaseMigrator>().LockAsync(TestContext.Current.CancellationToken);
            return await Assert.ThrowsAsync<StartRefusedException>(() => hasty.LockAsync(data, TestContext.Current.CancellationToken));
        });

        Assert.StartsWith("Another gonogo has been preparing this database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_named_at_once()
    {
        using var folder = new Testing.TemporaryFolder();
        var options = new DatabaseOptions { ConnectionString = $"Data Source={folder["not/there.db"]}" };
        await using var house = await CommentHouse.EmptyAsync(DatabaseProvider.Sqlite);
        var startup = new SqliteStartup(new SqliteFile(Options.Create(options), Options.Create(new DataOptions { Path = folder["data"] })));

        var refusal = await house.InScopeAsync(scope => Assert.ThrowsAsync<StartRefusedException>(() =>
            startup.LockAsync(scope.GetRequiredService<DataContext>(), TestContext.Current.CancellationToken)));

        Assert.Equal(
            $"The folder of the database {folder["not/there.db"]} does not exist: make it, or correct GoNoGo:Database:ConnectionString.",
            refusal.Message);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Text_sorts_by_code_point(DatabaseProvider provider)
    {
        string[] texts = ["a", "B", "b", "ä", "A", "_", "-", "10", "9", "aa", "a a", "Z", "ß", "é", "e\u0301", "名", "g", "f0", "F0"];
        await using var house = await CommentHouse.OpenAsync(provider);

        var sorted = await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            data.AddRange(texts.Select(text => new FormerAddress { Address = text, PostId = text }));
            await data.SaveChangesAsync(TestContext.Current.CancellationToken);
            return await data.Set<FormerAddress>().OrderBy(former => former.PostId).Select(former => former.PostId)
                .ToListAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal(texts.Order(StringComparer.Ordinal), sorted);
    }

    [Fact]
    public async Task Every_text_column_of_PostgreSQL_has_the_collation_C()
    {
        Assert.SkipWhen(Databases.PostgresServer is null && !Databases.IsContinuousIntegration, "PostgreSQL is not configured");
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Postgres);

        var others = await house.InScopeAsync(scope => scope.GetRequiredService<DataContext>().Database.SqlQueryRaw<string>("""
            SELECT table_name || '.' || column_name AS "Value" FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'character')
              AND collation_name IS DISTINCT FROM 'C' AND table_name <> '__EFMigrationsHistory'
            """).ToListAsync(TestContext.Current.CancellationToken));

        Assert.Empty(others);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_thread_of_mixed_ids_is_read_in_one_order_on_each_database(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var answered = new List<Guid>();
        var chance = new Random(20280229);
        for (var i = 0; i < 30; i++)
        {
            Guid? parent = i % 3 == 0 ? null : answered[chance.Next(answered.Count)];
            answered.Add((await house.PublishAsync(CommentHouse.Comment($"{i}") with { ParentId = parent })).Id);
        }

        var read = await house.ReadAsync();

        var rows = await house.RowsAsync<Comment>();
        Assert.Equal(rows.OrderBy(row => row.ThreadKey, StringComparer.Ordinal).Select(row => row.Id), read.Items.Select(item => item.Id));
    }

    /// <summary>
    /// Columns, keys and indexes, a line each, in order. Without defaults, which a column has that was added later, and without the notes
    /// of what pages show, which are no part of the model.
    /// </summary>
    private static async Task<IEnumerable<string>> SchemaAsync(CommentHouse house, DatabaseProvider provider)
    {
        var query = provider is DatabaseProvider.Sqlite ? SqliteSchema : PostgresSchema;
        var lines = await house.InScopeAsync(scope => FactReading.TextsAsync(
            scope.GetRequiredService<DataContext>(), query, TestContext.Current.CancellationToken));
        string[] past = [FactReading.History, .. FactReading.NotCounted];
        return lines.Where(line => !past.Contains(line.Split(' ')[0], StringComparer.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static Task<int> MigrateAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        await scope.GetRequiredService<DatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return 0;
    });
}
