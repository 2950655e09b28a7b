using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Data;

/// <summary>A unit within a unit: one transaction, one end.</summary>
public sealed class JoinedUnitTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_within_a_unit_of_its_scope_joins_it_and_commits_with_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var result = await RunAsync(house, async (unit, outer, ended) =>
        {
            Work.Write(outer, "outer");
            return await unit.RunAsync<Done>(
                (inner, _) =>
                {
                    Assert.Same(outer, inner);
                    Work.Write(inner, "inner");
                    return Task.FromResult<Result<Done>>(new Done());
                },
                ended);
        });

        Assert.NotNull(result.Value);
        var entries = await Work.EntriesAsync(house);
        Assert.Equal(["outer", "inner"], entries.OrderBy(entry => entry.Sequence).Select(entry => entry.ResourceId));
        Assert.Single(entries.Select(entry => entry.TransactionId).Distinct());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_that_joined_and_was_refused_ends_both_whatever_the_outer_says(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var result = await RunAsync(house, async (unit, outer, ended) =>
        {
            Work.Write(outer, "outer");
            await unit.RunAsync<Done>((_, _) => Task.FromResult<Result<Done>>(new Refused()), ended);
            return new Done();
        });

        Assert.Equal(new Refused(), result.Error);
        Assert.Empty(await Work.EntriesAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_that_joined_and_threw_ends_both_also_where_the_outer_caught_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(house, async (unit, outer, ended) =>
        {
            Work.Write(outer, "outer");
            await Assert.ThrowsAsync<NotSupportedException>(() => unit.RunAsync<Done>((_, _) => throw new NotSupportedException(), ended));
            return new Done();
        }));

        Assert.IsType<NotSupportedException>(failure.InnerException);
        Assert.Empty(await Work.EntriesAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_unit_of_another_scope_is_refused_rather_than_left_to_wait_for_the_one_it_runs_in(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var result = await RunAsync(house, async (_, outer, _) =>
        {
            Work.Write(outer, "outer");
            await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(house, (_, _, _) => throw new NotSupportedException()));
            return new Done();
        });

        Assert.NotNull(result.Value);
        Assert.Single(await Work.EntriesAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nothing_calls_out_of_a_unit_of_work(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        OutboundCalls.ThrowIfInUnitOfWork("test call");

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(house, (_, outer, _) =>
        {
            Work.Write(outer);
            OutboundCalls.ThrowIfInUnitOfWork("test call");
            return Task.FromResult<Result<Done>>(new Done());
        }));

        OutboundCalls.ThrowIfInUnitOfWork("test call");
        Assert.Empty(await Work.EntriesAsync(house));
    }

    private static Task<Result<Done>> RunAsync(
        CommentHouse house, Func<UnitOfWork, Transaction, CancellationToken, Task<Result<Done>>> work) => house.InScopeAsync(scope =>
    {
        var unit = scope.GetRequiredService<UnitOfWork>();
        return unit.RunAsync((transaction, ended) => work(unit, transaction, ended), TestContext.Current.CancellationToken);
    });
}
