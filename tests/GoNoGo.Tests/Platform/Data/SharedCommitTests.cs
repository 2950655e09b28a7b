using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>Units of work that share a commit on SQLite answer for themselves alone.</summary>
public sealed class SharedCommitTests
{
    private const int Units = 200;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_many_units_at_once_each_is_whole_or_gone_and_answered_rightly(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, Units).Select(number => Task.Run(() => OneOfManyAsync(house, number))));

        Assert.Equal(Enumerable.Range(0, Units).Select(Expected), results);
        var kept = (await Work.EntriesAsync(house)).Select(entry => entry.ResourceId).Order(StringComparer.Ordinal);
        Assert.Equal(
            Enumerable.Range(0, Units).Where(number => Expected(number) == "done").Select(Key).Order(StringComparer.Ordinal), kept);
    }

    [Fact]
    public async Task What_is_answered_is_durable_also_for_another_process()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await Task.WhenAll(Enumerable.Range(0, Units / 5).Select(number => Task.Run(async () =>
        {
            await WriteAsync(house, Key(number), TestContext.Current.CancellationToken);
            Assert.Contains(await Work.EntriesAsync(house), entry => entry.ResourceId == Key(number));
        })));
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_waiting()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        using var caller = new CancellationTokenSource();
        var isIn = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var first = Task.Run(() => Work.RunAsync(house, async (transaction, _) =>
        {
            Work.Write(transaction, "first");
            isIn.SetResult();
            await goOn.Task;
            return new Done();
        }, TestContext.Current.CancellationToken));
        await isIn.Task;
        var second = WriteAsync(house, "second", caller.Token);

        goOn.SetResult();
        await caller.CancelAsync();

        Assert.NotNull((await first.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken)).Value);
        var failure = await Record.ExceptionAsync(() => second);
        Assert.True(failure is null or OperationCanceledException);
        Assert.Equal(failure is null ? 2 : 1, (await Work.EntriesAsync(house)).Count);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_all_who_share_it_and_the_next_ones_go_on()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var isIn = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var first = Task.Run(() => Work.RunAsync(house, async (transaction, _) =>
        {
            Work.Write(transaction, "first");
            isIn.SetResult();
            await goOn.Task;
            return new Done();
        }, TestContext.Current.CancellationToken));
        await isIn.Task;

        // It waits for its turn from here on, so that the first leaves the commit to it.
        var second = Work.RunAsync(house, async (transaction, ended) =>
        {
            // As a full disk does: SQLite ends the whole transaction, not the savepoint.
            await transaction.Data.Database.ExecuteSqlAsync($"ROLLBACK", ended);
            return new Done();
        }, TestContext.Current.CancellationToken);
        goOn.SetResult();

        await Assert.ThrowsAsync<SqliteException>(() => second);
        await Assert.ThrowsAsync<SqliteException>(() => first);
        Assert.NotNull((await WriteAsync(house, "next", TestContext.Current.CancellationToken)).Value);
        Assert.Equal(["next"], (await Work.EntriesAsync(house)).Select(entry => entry.ResourceId));
    }

    private static string Key(int number) => $"unit-{number:000}";

    private static string Expected(int number) => (number % 5) switch
    {
        1 => "refused",
        2 => nameof(NotSupportedException),
        _ => "done",
    };

    private static async Task<string> OneOfManyAsync(CommentHouse house, int number)
    {
        try
        {
            var result = await Work.RunAsync(house, async (transaction, ended) =>
            {
                Work.Write(transaction, Key(number));
                await transaction.Data.SaveChangesAsync(ended);
                return (number % 5) switch
                {
                    1 => new Refused(),
                    2 => throw new NotSupportedException(),
                    _ => new Done(),
                };
            }, TestContext.Current.CancellationToken);
            return result.Error?.Code ?? "done";
        }
        catch (NotSupportedException)
        {
            return nameof(NotSupportedException);
        }
    }

    private static Task<Result<Done>> WriteAsync(CommentHouse house, string key, CancellationToken cancellationToken) => Work.RunAsync(
        house,
        (transaction, _) =>
        {
            Work.Write(transaction, key);
            return Task.FromResult<Result<Done>>(new Done());
        },
        cancellationToken);
}
