using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Backup;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Gdpr.Access;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Database;
using GoNoGo.Web.Database.Postgres;
using GoNoGo.Web.Database.Tables;
using Microsoft.Extensions.DependencyInjection;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Database;

/// <summary>A blog moves from SQLite to PostgreSQL and back, and nothing of it is lost or changed.</summary>
public sealed class DatabaseMoveTests
{
    [Fact]
    public async Task Every_value_of_every_table_comes_back_from_the_other_database_as_it_was()
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        await using var sqlite = await FilledAsync(DatabaseProvider.Sqlite);
        await using var postgres = await CommentHouse.OpenAsync(DatabaseProvider.Postgres);
        await using var back = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await sqlite.GiveKeysAsync(postgres);
        await sqlite.GiveKeysAsync(back);
        var before = await AllRowsAsync(sqlite);
        Assert.DoesNotContain(before, table => table.Value.Count == 0 && table.Key is not ("audit_anchors" or "mail_departures"));

        var there = await MoveAsync(sqlite, postgres);
        var home = await MoveAsync(postgres, back);

        Assert.Null(there.Error?.Message);
        Assert.Null(home.Error?.Message);
        Assert.Equal(before.Values.Sum(rows => rows.Count), there.Value!.Rows.Values.Sum());
        Assert.Equal(before, await AllRowsAsync(postgres));
        Assert.Equal(before, await AllRowsAsync(back));
        Assert.True(home.Value!.AuditSize > 0);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Numbers_go_on_where_they_were_though_the_last_rows_are_gone(DatabaseProvider provider)
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        await using var source = await CommentHouse.OpenAsync(provider);
        await source.PublishAsync(CommentHouse.Comment());
        var last = (await source.RowsAsync<OutboxEvent>()).Max(row => row.Sequence);
        await source.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            data.RemoveRange(await data.Set<OutboxEvent>().ToAsyncEnumerable().ToListAsync());
            return await data.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await using var target = await CommentHouse.OpenAsync(Other(provider));

        Assert.Null((await MoveAsync(source, target)).Error);
        await target.PublishAsync(CommentHouse.Comment("Later"));

        Assert.Equal(last + 1, (await target.RowsAsync<OutboxEvent>()).Min(row => row.Sequence));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_target_that_holds_something_is_refused_and_left_as_it_is(DatabaseProvider provider)
    {
        Assert.SkipWhen(Databases.IsPostgresMissing, Databases.PostgresMissing);
        await using var source = await FilledAsync(provider);
        await using var target = await CommentHouse.OpenAsync(Other(provider));
        await target.PublishAsync(CommentHouse.Comment("Of the target"));
        var before = await AllRowsAsync(target);

        var refused = await MoveAsync(source, target);

        Assert.Contains("The target holds rows already", refused.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(before, await AllRowsAsync(target));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_target_with_a_table_of_others_is_refused_before_it_is_touched(DatabaseProvider provider)
    {
        await using var target = await CommentHouse.EmptyAsync(provider);
        Assert.Null(await FindObstacleAsync(target));
        await CommentHouse.MigrateAsync(provider, target.ConnectionString, TestContext.Current.CancellationToken);
        Assert.Null(await FindObstacleAsync(target));
        await target.InScopeAsync(scope => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
            scope.GetRequiredService<DataContext>().Database,
            "CREATE TABLE wp_posts (id INTEGER)",
            TestContext.Current.CancellationToken));

        Assert.Contains("none of this blog's (wp_posts)", (await FindObstacleAsync(target))?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_is_cut_is_told_by_its_end()
    {
        byte[][] cut = ["PGDMP....rows\0\0\0\0"u8.ToArray(), "PGDMP"u8.ToArray(), [], "-- SQL\0\0\0\0\0"u8.ToArray()];
        byte[] whole = [.. "PGDMP....rows\0\0\0\0\0"u8];
        foreach (var dump in cut)
        {
            await Assert.ThrowsAsync<DumpFailedException>(() => PostgresDump.CopyWholeAsync(
                new MemoryStream(dump), new MemoryStream(), TestContext.Current.CancellationToken));
        }

        using var target = new MemoryStream();
        await PostgresDump.CopyWholeAsync(new MemoryStream(whole), target, TestContext.Current.CancellationToken);
        Assert.Equal(whole, target.ToArray());
    }

    private static Task<MoveRefused?> FindObstacleAsync(CommentHouse target) => target.InScopeAsync(scope =>
        DatabaseMove.FindObstacleAsync(scope, TestContext.Current.CancellationToken));

    private static DatabaseProvider Other(DatabaseProvider provider) =>
        provider is DatabaseProvider.Sqlite ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite;

    /// <summary>A database with a real comment, sealed entries, and a row in each table.</summary>
    private static async Task<CommentHouse> FilledAsync(DatabaseProvider provider)
    {
        var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment("Ünïcode 😀 \u2028 text") with { AuthorEmail = "ada@example.org" });
        await house.Service<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);
        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var person = new PersonReach(
                [new Guid("00000000-0000-7000-8000-0000000000aa")], ["1:tag-of-aa"], [new Guid("00000000-0000-7000-8000-0000000000bb")]);
            var filled = new FilledRows(data, person, 9_000);
            foreach (var table in DataMap.Of(data.Model).Tables.Where(table => !IsWritten(table.Name)))
            {
                filled.Add(table);
            }

            return await data.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return house;
    }

    // What the comment and the sealing have written themselves, and what would not verify any more.
    private static bool IsWritten(string table) =>
        table.StartsWith("audit_", StringComparison.Ordinal) || table.StartsWith("outbox_", StringComparison.Ordinal);

    private static Task<Result<MovedDatabase>> MoveAsync(CommentHouse source, CommentHouse target) => source.InScopeAsync(from =>
        target.InScopeAsync(to => DatabaseMove.RunAsync(from, to, progress: null, TestContext.Current.CancellationToken)));

    private static Task<Dictionary<string, List<string>>> AllRowsAsync(CommentHouse house) => house.InScopeAsync(async scope =>
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await using var reading = await scope.GetRequiredService<ITableAccess>().ReadAsync(TestContext.Current.CancellationToken);
        foreach (var table in ModelTable.Of(scope.GetRequiredService<DataContext>()))
        {
            all[table.Name] = await reading.RowsAsync(table, table.Columns, beside: null, TestContext.Current.CancellationToken)
                .Select(row => string.Join('|', row.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}")))
                .ToListAsync(TestContext.Current.CancellationToken);
        }

        return all;
    });
}
