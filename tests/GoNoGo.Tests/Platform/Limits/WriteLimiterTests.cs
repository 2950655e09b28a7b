using System.Net;
using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Limits;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Limits;

/// <summary>Writes are counted where a restart and a second server see it.</summary>
public sealed class WriteLimiterTests
{
    private static readonly WriteLimit Three = new("comment", 3, TimeSpan.FromMinutes(5));
    private static readonly SenderTags Ada = new("1:ada", null);
    private static readonly SenderTags Ben = new("1:ben", null);

    [Theory, ClassData(typeof(Databases))]
    public async Task A_sender_has_as_many_places_as_the_limit_and_the_next_when_the_first_is_free_again(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await TakeAsync(house, Ada);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await TakeAsync(house, Ada);
        var third = await TakeAsync(house, Ada);

        var fourth = await TakeAsync(house, Ada);
        var ofAnother = await TakeAsync(house, Ben);
        house.Clock.Advance(TimeSpan.FromMinutes(4));
        var later = await TakeAsync(house, Ada);
        var tooSoon = await TakeAsync(house, Ada);

        Assert.Equal((1, 0), (second.Left, third.Left));
        Assert.Equal((false, TimeSpan.FromMinutes(4)), (fourth.IsTaken, fourth.Wait));
        Assert.True(ofAnother.IsTaken);
        Assert.True(later.IsTaken);
        Assert.Equal((false, TimeSpan.FromMinutes(1)), (tooSoon.IsTaken, tooSoon.Wait));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_any_number_at_once_no_more_than_the_limit_get_a_place(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var fresh = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => TakeAsync(house, Ada)));
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        var again = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => TakeAsync(house, Ada)));

        Assert.Equal(3, fresh.Count(state => state.IsTaken));
        Assert.Equal(3, again.Count(state => state.IsTaken));
        Assert.Equal(3, (await house.RowsAsync<LimitSlot>()).Count);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_restart_and_a_second_server_give_nobody_more(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await TakeAsync(house, Ada);
        await TakeAsync(house, Ada);
        await using var other = await house.RestartAsync();

        Assert.True((await TakeAsync(other, Ada)).IsTaken);
        Assert.False((await TakeAsync(other, Ada)).IsTaken);
        Assert.False((await TakeAsync(house, Ada)).IsTaken);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_window_that_reaches_over_midnight_counts_what_was_before_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, new DateTimeOffset(2028, 2, 29, 23, 58, 0, TimeSpan.Zero));
        var address = IPAddress.Parse("192.0.2.7");
        var pseudonyms = house.Service<Pseudonyms>();
        SenderTags Sender() => new(pseudonyms.LimiterTag(address), pseudonyms.LimiterTagOfYesterday(address));
        var before = Sender();
        await TakeAsync(house, before);
        await TakeAsync(house, before);
        house.Clock.Advance(TimeSpan.FromMinutes(3));

        var after = Sender();

        Assert.NotEqual(before.Today, after.Today);
        Assert.True((await TakeAsync(house, after)).IsTaken);
        Assert.False((await TakeAsync(house, after)).IsTaken);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_place_that_was_given_back_is_free_and_goes_with_the_sweep(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await TakeAsync(house, Ada);
        await TakeAsync(house, Ada);
        var third = await TakeAsync(house, Ada);

        await house.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<WriteLimiter>().GiveBackAsync(third, Ada, TestContext.Current.CancellationToken);
            return true;
        });

        Assert.True((await TakeAsync(house, Ada)).IsTaken);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(3, (await house.SweepAsync())["limit_slots"]);
        Assert.Empty(await house.RowsAsync<LimitSlot>());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_promised_place_is_taken_with_its_unit_and_not_without(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var refused = await WriteAsync(house, Ada, new UnknownPost());
        var rowsAfterRefusal = await house.RowsAsync<LimitSlot>();
        var done = await WriteAsync(house, Ada);

        Assert.IsType<UnknownPost>(refused);
        Assert.Empty(rowsAfterRefusal);
        Assert.Null(done);
        Assert.Single(await house.RowsAsync<LimitSlot>());
        Assert.Equal(1, (await TakeAsync(house, Ada)).Left);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_any_number_of_units_at_once_no_more_than_the_limit_get_a_promised_place(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var fresh = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => WriteAsync(house, Ada)));
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        var again = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => WriteAsync(house, Ada)));

        Assert.Equal(3, fresh.Count(refusal => refusal is null));
        Assert.Equal(3, again.Count(refusal => refusal is null));
        Assert.All(fresh.Concat(again), refusal => Assert.True(refusal is null or TooManyRequests, refusal?.Code));
        Assert.Equal(3, (await house.RowsAsync<LimitSlot>()).Count);
    }

    /// <summary>Has a unit of work take a promised place, and then end as it is told to.</summary>
    private static Task<Error?> WriteAsync(CommentHouse house, SenderTags sender, Error? end = null) => house.InScopeAsync(async scope =>
    {
        var cancelled = TestContext.Current.CancellationToken;
        var place = await scope.GetRequiredService<WriteLimiter>().PromiseAsync(Three, sender, cancelled);
        var done = await scope.GetRequiredService<UnitOfWork>().RunPatientlyAsync<LimitState>(
            async (transaction, ended) => await place.TakeAsync(transaction, ended) is { } refusal ? refusal
                : end is null ? place.State : end,
            cancelled);
        return done.Error;
    });

    private static Task<LimitState> TakeAsync(CommentHouse house, SenderTags sender) => house.WithAsync<WriteLimiter, LimitState>(
        limiter => limiter.TakeAsync(Three, sender, TestContext.Current.CancellationToken));
}
