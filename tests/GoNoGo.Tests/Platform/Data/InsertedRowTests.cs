using System.Globalization;
using System.Runtime.CompilerServices;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>Rows that a unit inserts past its context are those that the context would have saved.</summary>
public sealed class InsertedRowTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_inserted_row_is_in_every_column_the_one_that_the_context_saves(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await AreSameAsync(house, number => Filled<Comment>(house, number), row => row.Id);
        await AreSameAsync(house, number => Filled<Subject>(house, number), row => row.Id);
        await AreSameAsync(house, number => Filled<ConsentRecord>(house, number), row => row.Id);
        await AreSameAsync(house, number => Filled<LimitSlot>(house, number), row => row.Tag);
        await AreSameAsync(house, number => Filled<AuditCheckpoint>(house, number), row => row.Size);
        await AreSameAsync(house, number => Filled<AuditLeaf>(house, number), row => row.Position);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_row_that_is_there_already_is_a_change_by_somebody_else_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var row = new LimitSlot { Kind = "test", Tag = "t", Slot = 1, FreeAt = house.Clock.GetUtcNow() };
        Assert.Null((await InsertAsync(house, row)).Error);

        var result = await Work.RunAsync(house, (transaction, _) =>
        {
            transaction.Insert(row);
            Work.Write(transaction, "second");
            return Task.FromResult<Result<Done>>(new Done());
        }, Cancelled);

        Assert.IsType<ConcurrentChange>(result.Error);
        Assert.Empty(await Work.EntriesAsync(house));
        Assert.Single(await house.RowsAsync<LimitSlot>());
    }

    [Fact]
    public async Task A_kind_of_which_the_database_makes_a_part_is_refused()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var failure = await Record.ExceptionAsync(() => InsertAsync(house, Filled<AuditEntry>(house, 1)));

        Assert.Contains(nameof(AuditEntry), Assert.IsType<InvalidOperationException>(failure).Message, StringComparison.Ordinal);
    }

    /// <summary>Two rows alike but for their keys, one saved by the context, one inserted, are alike when they are read again.</summary>
    private static async Task AreSameAsync<T>(CommentHouse house, Func<int, T> make, Func<T, object> key)
        where T : class
    {
        var (saved, inserted) = (make(1), make(2));
        await Work.RunAsync(house, (transaction, _) =>
        {
            transaction.Data.Add(saved);
            transaction.Insert(inserted);
            return Task.FromResult<Result<Done>>(new Done());
        }, Cancelled);

        await house.InScopeAsync(async scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var rows = await data.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync(Cancelled);
            var entries = new[] { saved, inserted }
                .Select(one => data.Entry(rows.Single(row => key(row).Equals(key(one))))).ToList();
            foreach (var property in entries[0].Metadata.GetProperties().Where(property => !IsNumbered(property)))
            {
                Assert.Equal(entries[0].CurrentValues[property], entries[1].CurrentValues[property]);
            }

            foreach (var property in entries[1].Metadata.GetProperties())
            {
                Assert.Equal(data.Entry(inserted).CurrentValues[property], entries[1].CurrentValues[property]);
            }

            return new Done();
        });
    }

    private static bool IsNumbered(IProperty property) =>
        property.IsKey() || property.GetContainingIndexes().Any(index => index.IsUnique);

    /// <summary>A row with something in every column, some of it depending on a number where the model wants it unique.</summary>
    private static T Filled<T>(CommentHouse house, int number)
        where T : class
    {
        var row = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        using var scope = house.Scopes.CreateScope();
        var type = scope.ServiceProvider.GetRequiredService<DataContext>().Model.FindEntityType(typeof(T))!;
        foreach (var property in type.GetProperties())
        {
            var unique = IsNumbered(property) ? number : 7;
            object value = (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
            {
                var text when text == typeof(string) => $"é{unique}",
                var id when id == typeof(Guid) => new Guid(unique, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                var time when time == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, unique, 1, 2, 3, 4, TimeSpan.Zero),
                var bytes when bytes == typeof(byte[]) => new byte[] { 1, (byte)unique, 3 },
                var flag when flag == typeof(bool) => true,
                var kind when kind.IsEnum => Enum.GetValues(kind).GetValue(0)!,
                var other => Convert.ChangeType(unique, other, CultureInfo.InvariantCulture),
            };
            property.FieldInfo!.SetValue(row, value);
        }

        return row;
    }

    private static Task<Result<Done>> InsertAsync(CommentHouse house, object row) => Work.RunAsync(house, (transaction, _) =>
    {
        transaction.Insert(row);
        return Task.FromResult<Result<Done>>(new Done());
    }, Cancelled);
}
