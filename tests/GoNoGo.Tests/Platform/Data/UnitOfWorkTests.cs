using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>State, audit entries and events commit together or not at all.</summary>
public sealed class UnitOfWorkTests
{
    private static readonly (int, int, int, int, int) Nothing = (0, 0, 0, 0, 0);

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_is_written_carries_the_id_and_the_time_of_its_transaction(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var transactionId = Guid.Empty;

        var result = await Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            transactionId = transaction.Id;
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            house.Clock.Advance(TimeSpan.FromSeconds(5));
            Work.Write(transaction, "later");
            return new Done();
        }, TestContext.Current.CancellationToken);

        Assert.NotNull(result.Value);
        var entries = await Work.EntriesAsync(house);
        var events = await house.RowsAsync<OutboxEvent>();
        Assert.Equal((2, 2), (entries.Count, events.Count));
        Assert.All(entries, entry => Assert.Equal(transactionId, entry.TransactionId));
        Assert.All(events, published => Assert.Equal(transactionId, published.TransactionId));
        Assert.Single(entries.Select(entry => entry.At).Concat(events.Select(published => published.OccurredAt)).Distinct());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_refusal_leaves_nothing_also_of_what_was_saved_before_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var result = await Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            Work.Write(transaction, "unsaved");
            return new Refused();
        }, TestContext.Current.CancellationToken);

        Assert.Equal(new Refused(), result.Error);
        Assert.Equal(Nothing, await Work.CountAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_exception_leaves_nothing_and_goes_on_to_the_caller(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            throw new InvalidOperationException("A bug.");
        }, TestContext.Current.CancellationToken));

        Assert.Equal(Nothing, await Work.CountAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_cancellation_before_the_commit_leaves_nothing(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            Work.Write(transaction, "unsaved");
            await caller.CancelAsync();
            return new Done();
        }, caller.Token));

        Assert.Equal(Nothing, await Work.CountAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_caller_who_gives_up_after_the_save_does_not_cut_the_commit_short(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var result = await Work.RunAsync(house, (transaction, _) =>
        {
            Work.Write(transaction);
            transaction.Data.SavedChanges += (_, _) => caller.Cancel();
            return Task.FromResult<Result<Done>>(new Done());
        }, caller.Token);

        Assert.NotNull(result.Value);
        Assert.True(caller.IsCancellationRequested);
        Assert.Equal((1, 1, 1, 1, 2), await Work.CountAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_row_that_another_writer_put_there_first_is_a_concurrent_change(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await WriteAsync(house, transaction => Work.Write(transaction));

        var result = await WriteAsync(house, transaction => Work.Write(transaction));

        Assert.Equal(new ConcurrentChange(), result.Error);
        Assert.Equal((1, 1, 1, 1, 2), await Work.CountAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_row_that_another_writer_changed_first_is_a_concurrent_change(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await WriteAsync(house, transaction => transaction.Data.Add(new ContentState { Commit = "theirs" }));

        var result = await WriteAsync(house, transaction =>
        {
            var seen = new ContentState { Commit = "as it was before" };
            transaction.Data.Attach(seen);
            seen.Commit = "ours";
            Work.Write(transaction);
        });

        Assert.Equal(new ConcurrentChange(), result.Error);
        Assert.Equal("theirs", Assert.Single(await house.RowsAsync<ContentState>()).Commit);
        Assert.Equal(Nothing, await Work.CountAsync(house));
    }

    private static Task<Result<Done>> WriteAsync(CommentHouse house, Action<Transaction> write) => Work.RunAsync(
        house,
        (transaction, _) =>
        {
            write(transaction);
            return Task.FromResult<Result<Done>>(new Done());
        },
        TestContext.Current.CancellationToken);
}
