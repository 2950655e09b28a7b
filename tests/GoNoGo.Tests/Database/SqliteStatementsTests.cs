using System.Globalization;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Platform.Data;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Tests.Database;

/// <summary>Statements that are kept prepared answer as if each were made anew.</summary>
public sealed class SqliteStatementsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_can_be_asked_again_while_its_rows_are_still_being_read()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await FillAsync(house, count: 5);
        List<string> seen = [];

        await Work.RunAsync(house, async (transaction, ended) =>
        {
            await foreach (var tag in Tags(transaction.Data, from: 0).AsAsyncEnumerable().WithCancellation(ended))
            {
                seen.Add($"{tag}: {string.Join(' ', await Tags(transaction.Data, from: 3).ToListAsync(ended))}");
            }

            return new Done();
        }, Cancelled);

        Assert.Equal(["t0: t3 t4", "t1: t3 t4", "t2: t3 t4", "t3: t3 t4", "t4: t3 t4"], seen);
    }

    [Fact]
    public async Task A_query_that_was_not_read_to_its_end_begins_anew_the_next_time()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await FillAsync(house, count: 5);

        for (var round = 0; round < 3; round++)
        {
            List<string> seen = [];
            await Work.RunAsync(house, async (transaction, ended) =>
            {
                await foreach (var tag in Tags(transaction.Data, round).AsAsyncEnumerable().WithCancellation(ended))
                {
                    seen.Add(tag);
                    break;
                }

                return new Done();
            }, Cancelled);
            Assert.Equal([$"t{round}"], seen);
        }
    }

    [Fact]
    public async Task More_statements_than_are_kept_are_answered_all_the_same()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await FillAsync(house, count: 5);

        await Work.RunAsync(house, async (transaction, ended) =>
        {
            var reader = Tags(transaction.Data, from: 0).AsAsyncEnumerable().GetAsyncEnumerator(ended);
            Assert.True(await reader.MoveNextAsync());
            for (var number = 0; number < 700; number++)
            {
                var statement = string.Create(CultureInfo.InvariantCulture, $"SELECT {number} AS \"Value\"");
                Assert.Equal([number], await transaction.Data.Database.SqlQueryRaw<int>(statement).ToListAsync(ended));
            }

            Assert.True(await reader.MoveNextAsync());
            Assert.Equal("t1", reader.Current);
            await reader.DisposeAsync();
            return new Done();
        }, Cancelled);

        Assert.Equal(5, (await house.RowsAsync<LimitSlot>()).Count);
    }

    private static IQueryable<string> Tags(DbContext data, int from) => data.Set<LimitSlot>()
        .Where(slot => slot.Slot >= from).OrderBy(slot => slot.Slot).Select(slot => slot.Tag);

    private static Task<Result<Done>> FillAsync(CommentHouse house, int count) => Work.RunAsync(house, (transaction, _) =>
    {
        for (var number = 0; number < count; number++)
        {
            transaction.Insert(new LimitSlot { Kind = "test", Tag = $"t{number}", Slot = number, FreeAt = house.Clock.GetUtcNow() });
        }

        return Task.FromResult<Result<Done>>(new Done());
    }, Cancelled);
}
