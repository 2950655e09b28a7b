using GoNoGo.Web.Database.Sqlite;

namespace GoNoGo.Tests.Database;

/// <summary>Who may write next on SQLite.</summary>
public sealed class SqliteTurnsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_for_whom_somebody_waits_come_before_background_work()
    {
        var turns = new SqliteTurns();
        Assert.True(turns.TryTake());
        var background = turns.WaitAsync(isBackground: true, Long, Cancelled);
        var people = turns.WaitAsync(isBackground: false, Long, Cancelled);
        Assert.Equal((2, true), (turns.Waiting, turns.IsPersonWaiting));

        turns.Release();
        Assert.True(await people);
        Assert.False(background.IsCompleted);
        Assert.Equal((1, false), (turns.Waiting, turns.IsPersonWaiting));
        turns.Release();

        Assert.True(await background);
        Assert.False(turns.TryTake());
        turns.Release();
        Assert.True(turns.TryTake());
    }

    [Fact]
    public async Task Background_work_comes_after_every_eight_that_go_ahead_of_it()
    {
        var turns = new SqliteTurns();
        Assert.True(turns.TryTake());
        var background = Enumerable.Range(0, 2).Select(_ => turns.WaitAsync(isBackground: true, Long, Cancelled)).ToList();
        var people = Enumerable.Range(0, 30).Select(_ => turns.WaitAsync(isBackground: false, Long, Cancelled)).ToList();
        List<int> peopleBefore = [];
        for (var turn = 0; turn < 32; turn++)
        {
            turns.Release();
            var taken = turn + 1;
            await Testing.Eventually.HoldsAsync(
                "the turn was taken",
                () => Task.FromResult(background.Concat(people).Count(waiter => waiter.IsCompleted) == taken),
                Cancelled);
            if (background.Count(waiter => waiter.IsCompleted) > peopleBefore.Count)
            {
                peopleBefore.Add(people.Count(waiter => waiter.IsCompleted));
            }
        }

        Assert.Equal([8, 16], peopleBefore);
    }

    [Fact]
    public async Task Background_work_waits_for_a_commit_that_is_awaited_and_then_comes_up_to_four_times_in_a_row()
    {
        var turns = new SqliteTurns();
        Assert.True(turns.TryTake());
        var background = Enumerable.Range(0, 6).Select(_ => turns.WaitAsync(isBackground: true, Long, Cancelled)).ToList();
        var people = Enumerable.Range(0, 50).Select(_ => turns.WaitAsync(isBackground: false, Long, Cancelled)).ToList();
        for (var turn = 0; turn < 45; turn++)
        {
            turns.Release(isCommitAwaited: true);
        }

        await Task.WhenAll(people.Take(45));
        Assert.DoesNotContain(background, waiter => waiter.IsCompleted);
        for (var turn = 0; turn < 5; turn++)
        {
            turns.Release();
        }

        await Task.WhenAll([.. background.Take(4), people[45]]);
        Assert.Equal((4, 46), (background.Count(waiter => waiter.IsCompleted), people.Count(waiter => waiter.IsCompleted)));
    }

    [Fact]
    public async Task Who_gives_up_gets_no_turn_and_keeps_nobody_waiting()
    {
        using var caller = new CancellationTokenSource();
        var turns = new SqliteTurns();
        Assert.True(turns.TryTake());
        var givesUp = turns.WaitAsync(isBackground: false, Long, caller.Token);
        var tooLong = turns.WaitAsync(isBackground: false, TimeSpan.FromMilliseconds(1), Cancelled);
        var next = turns.WaitAsync(isBackground: false, Long, Cancelled);

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        Assert.False(await tooLong);
        Assert.Equal(1, turns.Waiting);
        turns.Release();

        Assert.True(await next);
    }

    [Fact]
    public async Task Where_too_many_wait_the_next_one_is_told_at_once_and_the_others_go_on_waiting()
    {
        var turns = new SqliteTurns();
        Assert.True(turns.TryTake());
        var waiting = Enumerable.Range(0, SqliteTurns.MostWaiting)
            .Select(_ => turns.WaitAsync(isBackground: false, Long, Cancelled)).ToList();

        Assert.False(await turns.WaitAsync(isBackground: false, Long, Cancelled));
        Assert.Equal(SqliteTurns.MostWaiting, turns.Waiting);
        foreach (var waiter in waiting)
        {
            turns.Release();
            Assert.True(await waiter);
        }
    }

    [Fact]
    public async Task Of_many_that_come_and_give_up_at_once_one_at_a_time_has_the_turn()
    {
        var turns = new SqliteTurns();
        var (inside, most, had) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(async () =>
        {
            using var caller = new CancellationTokenSource();
            var wait = turns.WaitAsync(number % 2 == 0, number % 3 == 0 ? TimeSpan.FromMilliseconds(number % 5) : Long, caller.Token);
            if (number % 7 == 0)
            {
                await caller.CancelAsync();
            }

            try
            {
                if (await wait)
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    Interlocked.Increment(ref had);
                    turns.Release();
                }
            }
            catch (OperationCanceledException)
            {
                // It gave up in time.
            }
        })));

        Assert.Equal(1, most);
        Assert.True(had >= 200, $"{had} had a turn");
        Assert.True(turns.TryTake());
    }
}
