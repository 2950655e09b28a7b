using System.Text;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>What a unit of work tells of itself in the audit trail.</summary>
public sealed class UnitEntryTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_that_writes_enters_its_start_and_its_commit_in_its_own_transaction(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var begun = house.Clock.GetUtcNow();

        await Work.RunAsync(house, async (transaction, cancellationToken) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(cancellationToken);
            house.Clock.Advance(TimeSpan.FromSeconds(3));
            return new Done();
        }, TestContext.Current.CancellationToken);

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "transaction.committed");
        Assert.Equal(entry.TransactionId.ToString("D"), entry.ResourceId);
        Assert.Equal(begun + TimeSpan.FromSeconds(3), entry.At);
        Assert.Equal(begun.ToUnixTimeMilliseconds(), MillisecondsIn(entry.TransactionId));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_that_writes_nothing_enters_nothing(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        await Work.RunAsync(
            house, (_, _) => Task.FromResult<Result<Done>>(new Done()), TestContext.Current.CancellationToken);
        await Work.RunAsync(
            house, (_, _) => Task.FromResult<Result<Done>>(new Refused()), TestContext.Current.CancellationToken);
        await Work.RunAsync(
            house, (_, _) => Task.FromResult<Result<Done>>(new Done()), TestContext.Current.CancellationToken);

        Assert.Empty(await house.RowsAsync<AuditEntry>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_rollback_is_entered_with_the_next_commit_by_its_id_and_the_type_of_its_error(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var lost = Guid.Empty;
        await Assert.ThrowsAsync<NotSupportedException>(() => Work.RunAsync(house, (transaction, _) =>
        {
            lost = transaction.Id;
            Work.Write(transaction);
            throw new NotSupportedException("somebody@example.org");
        }, TestContext.Current.CancellationToken));
        Assert.Empty(await house.RowsAsync<AuditEntry>());

        await WriteAsync(house, "next");
        await WriteAsync(house, "and the one after");

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "transaction.rolled_back");
        Assert.Equal((lost.ToString("D"), "failed"), (entry.ResourceId, entry.Outcome));
        var payload = Assert.Single(await house.RowsAsync<AuditPayload>(), payload => payload.Sequence == entry.Sequence);
        Assert.Equal("""{"error_type":"NotSupportedException"}""", Encoding.UTF8.GetString(payload.Content));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_rollback_whose_entry_was_rolled_back_too_is_entered_with_the_commit_after(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await WriteAsync(house, "taken");
        Assert.IsType<ConcurrentChange>((await WriteAsync(house, "taken")).Error);
        Assert.IsType<ConcurrentChange>((await WriteAsync(house, "taken")).Error);

        await WriteAsync(house, "free");

        Assert.Equal(2, (await house.RowsAsync<AuditEntry>()).Count(entry => entry.Action == "transaction.rolled_back"));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_backlog_is_entered_as_a_number()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var backlog = house.Service<AuditBacklog>();
        for (var i = 0; i < AuditBacklog.Capacity + 3; i++)
        {
            backlog.Add(new AuditAct(AuditActor.System, "test.waiting", "test", "1"));
        }

        await WriteAsync(house, "first");
        Assert.Equal("3", Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "audit.entries_lost").ResourceId);
        for (var i = 0; !backlog.IsEmpty; i++)
        {
            await WriteAsync(house, $"more {i}");
        }

        Assert.Equal(AuditBacklog.Capacity, (await house.RowsAsync<AuditEntry>()).Count(entry => entry.Action == "test.waiting"));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Work_that_takes_too_long_is_rolled_back_and_says_so(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        await Assert.ThrowsAsync<TimeoutException>(() => Work.RunAsync(house, async (transaction, ended) =>
        {
            Work.Write(transaction);
            await transaction.Data.SaveChangesAsync(ended);
            house.Clock.Advance(UnitOfWork.TimeLimit);
            await new TaskCompletionSource().Task.WaitAsync(ended);
            return new Done();
        }, TestContext.Current.CancellationToken));

        Assert.Empty(await Work.EntriesAsync(house));
        Assert.NotNull((await WriteAsync(house, "the next one")).Value);
    }

    private static Task<Result<Done>> WriteAsync(CommentHouse house, string key) => Work.RunAsync(
        house,
        (transaction, _) =>
        {
            Work.Write(transaction, key);
            return Task.FromResult<Result<Done>>(new Done());
        },
        TestContext.Current.CancellationToken);

    private static long MillisecondsIn(Guid version7) => Convert.ToInt64(version7.ToString("N")[..12], 16);
}
