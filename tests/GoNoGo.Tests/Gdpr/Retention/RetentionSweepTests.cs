using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Gdpr.Retention;

/// <summary>What the sweep may remove, what it says beforehand, and what keeps it from removing.</summary>
public sealed class RetentionSweepTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_clock_that_has_jumped_by_over_a_day_removes_nothing_until_a_person_confirms_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment());
        Assert.Null((await RunAsync(house)).Error);

        house.Clock.Advance(RetentionSweep.Interval + RetentionGuard.Tolerance);
        Assert.Null((await RunAsync(house)).Error);
        house.Clock.Advance(TimeSpan.FromDays(2190));
        Assert.IsType<ClockJumped>((await RunAsync(house)).Error);
        Assert.False(Assert.Single(await house.RowsAsync<Comment>()).IsDeleted);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "retention.held_back");

        Assert.Null((await RunAsync(house, confirmed: true)).Error);
        Assert.True(Assert.Single(await house.RowsAsync<Comment>()).IsDeleted);
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "retention.clock_confirmed");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_clock_that_ran_backwards_by_over_a_day_removes_nothing_either(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        house.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(house);

        var jump = await house.InScopeAsync(scope => new RetentionGuard(
            scope.GetRequiredService<DataContext>(),
            scope.GetRequiredService<UnitOfWork>(),
            new BehindClock(house.Clock.GetUtcNow() - TimeSpan.FromDays(2))).FindJumpAsync(TestContext.Current.CancellationToken));

        Assert.NotNull(jump);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_that_a_legal_claim_needs_stays_until_its_hold_ends(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var held = (await house.PublishAsync(CommentHouse.Comment("held"))).Id;
        await house.PublishAsync(CommentHouse.Comment("free"));
        house.Clock.Advance(TimeSpan.FromDays(2180));
        var until = house.Clock.GetUtcNow() + TimeSpan.FromDays(100);
        Assert.Null((await HoldsAsync(house, holds => holds.PlaceAsync(
            new PlacedHold(held, "Claim 12/26", until), AuditIdentity.Operator, TestContext.Current.CancellationToken))).Error);

        house.Clock.Advance(TimeSpan.FromDays(10));
        await house.SweepAsync();
        Assert.Equal("held", Assert.Single(await house.RowsAsync<Comment>(), comment => !comment.IsDeleted).Content);
        house.Clock.Advance(TimeSpan.FromDays(90));
        await house.SweepAsync();

        Assert.All(await house.RowsAsync<Comment>(), comment => Assert.True(comment.IsDeleted));
        Assert.Empty(await house.RowsAsync<LegalHold>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_hold_needs_a_reason_and_an_end_within_a_year(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var id = (await house.PublishAsync(CommentHouse.Comment())).Id;
        var now = house.Clock.GetUtcNow();
        PlacedHold[] wrong =
        [
            new(id, " ", now.AddDays(1)),
            new(id, new string('x', 501), now.AddDays(1)),
            new(id, "Claim", now),
            new(id, "Claim", now.AddDays(367)),
        ];

        foreach (var hold in wrong)
        {
            Assert.IsType<HoldInvalid>((await HoldsAsync(house, holds =>
                holds.PlaceAsync(hold, AuditIdentity.Operator, TestContext.Current.CancellationToken))).Error);
        }

        Assert.IsType<HoldNotFound>((await HoldsAsync(house, holds =>
            holds.ReleaseAsync(id, AuditIdentity.Operator, TestContext.Current.CancellationToken))).Error);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_forecast_says_what_will_go_and_when_and_removes_nothing(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment() with { NetworkTag = new NetworkTag("20280229:x") });
        var sent = house.Clock.GetUtcNow();

        house.Clock.Advance(TimeSpan.FromDays(30));
        var forecasts = await house.InScopeAsync(scope => scope.GetRequiredService<RetentionPlan>()
            .ForecastAsync(house.Clock.GetUtcNow(), TestContext.Current.CancellationToken));

        var tags = Assert.Single(forecasts, forecast => forecast.Name == "network_tags");
        Assert.Equal((1, 1, sent.AddDays(30)), (tags.DueNow, tags.DueSoon, Assert.Single(tags.Next)));
        var comments = Assert.Single(forecasts, forecast => forecast.Name == "comments");
        Assert.Equal((0, 0, sent.AddDays(2190)), (comments.DueNow, comments.DueSoon, Assert.Single(comments.Next)));
        Assert.NotNull(Assert.Single(await house.RowsAsync<Comment>()).NetworkTag);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_proof_of_a_consent_goes_three_years_after_what_it_proves(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(CommentHouse.Comment());
        house.Clock.Advance(TimeSpan.FromDays(2190));
        await house.SweepAsync();
        Assert.NotEmpty(await house.RowsAsync<ConsentRecord>());

        house.Clock.Advance(TimeSpan.FromDays(1095) - TimeSpan.FromTicks(1));
        await house.SweepAsync();
        Assert.NotEmpty(await house.RowsAsync<ConsentRecord>());
        house.Clock.Advance(TimeSpan.FromTicks(1));
        await house.SweepAsync();

        Assert.Empty(await house.RowsAsync<ConsentRecord>());
    }

    [Fact]
    public void Batches_shrink_when_they_hold_others_up_and_grow_when_they_do_not()
    {
        var size = new BatchSize();

        size.Adjust(TimeSpan.FromMilliseconds(200));
        Assert.Equal(5, size.Rows);
        for (var i = 0; i < 20; i++)
        {
            size.Adjust(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(500, size.Rows);
        size.Adjust(TimeSpan.FromMilliseconds(50));
        Assert.Equal(250, size.Rows);
    }

    private static Task<Result<SweepReport>> RunAsync(CommentHouse house, bool confirmed = false) =>
        house.Service<RetentionSweep>().RunAsync(AuditActor.Operator, confirmed, TestContext.Current.CancellationToken);

    private static Task<Result<PlacedHold>> HoldsAsync(CommentHouse house, Func<LegalHolds, Task<Result<PlacedHold>>> act) =>
        house.InScopeAsync(scope => act(scope.GetRequiredService<LegalHolds>()));

    private sealed class BehindClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
