using GoNoGo.Web.Database.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Tests.Database;

/// <summary>When background work may begin on PostgreSQL.</summary>
public sealed class PostgresTurnsTests
{
    private const int Processors = 2;
    private const int Most = 5;

    private readonly FakeTimeProvider clock = new();
    private readonly PostgresTurns turns;

    public PostgresTurnsTests() => turns = new PostgresTurns(Processors, Most, clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_people_keep_all_processors_busy_one_unit_of_background_work_runs_at_a_time()
    {
        for (var person = 0; person < Processors; person++)
        {
            await turns.EnterAsync(isBackground: false, Cancelled);
        }

        var first = await turns.EnterAsync(isBackground: true, Cancelled);
        var second = turns.EnterAsync(isBackground: true, Cancelled);
        var third = turns.EnterAsync(isBackground: true, Cancelled);
        Assert.False(second.IsCompleted);

        first.Dispose();
        first.Dispose();
        await second;
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task People_never_wait_and_all_background_work_begins_once_they_are_fewer()
    {
        var people = new List<IDisposable>();
        for (var person = 0; person < 3 * Processors; person++)
        {
            people.Add(await turns.EnterAsync(isBackground: false, Cancelled));
        }

        await turns.EnterAsync(isBackground: true, Cancelled);
        var waiting = Enumerable.Range(0, 3).Select(_ => turns.EnterAsync(isBackground: true, Cancelled)).ToList();
        people.Take((2 * Processors) + 1).ToList().ForEach(person => person.Dispose());

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Behind_background_work_that_hangs_nothing_waits_for_longer_than_a_few_seconds()
    {
        for (var person = 0; person < Processors; person++)
        {
            await turns.EnterAsync(isBackground: false, Cancelled);
        }

        await turns.EnterAsync(isBackground: true, Cancelled);
        var second = turns.EnterAsync(isBackground: true, Cancelled);
        clock.Advance(PostgresTurns.LongestWait);

        await second;
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        for (var person = 0; person < Processors; person++)
        {
            await turns.EnterAsync(isBackground: false, Cancelled);
        }

        var running = await turns.EnterAsync(isBackground: true, Cancelled);
        using var patience = new CancellationTokenSource();
        var impatient = turns.EnterAsync(isBackground: true, patience.Token);
        var next = turns.EnterAsync(isBackground: true, Cancelled);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        running.Dispose();
        await next;
    }

    [Fact]
    public async Task Connections_are_left_for_others_though_nobody_keeps_a_processor_busy()
    {
        var running = new List<IDisposable>();
        for (var unit = 0; unit < Most; unit++)
        {
            running.Add(await turns.EnterAsync(isBackground: true, Cancelled));
        }

        var next = turns.EnterAsync(isBackground: true, Cancelled);
        Assert.False(next.IsCompleted);
        running[0].Dispose();

        await next;
    }
}
