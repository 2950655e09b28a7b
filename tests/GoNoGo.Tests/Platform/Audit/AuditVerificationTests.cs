using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Testing;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>A verification runs apart from whoever asks for it.</summary>
public sealed class AuditVerificationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task However_many_ask_one_runs_and_what_it_found_can_be_looked_at_afterwards(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(40);
        await trail.SealAsync();
        await using var verifications = Over(trail.House.Scopes);
        Assert.Null(verifications.Last);

        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => verifications.BeginAsync(Long, Cancelled)));
        var again = await verifications.BeginAsync(Long, Cancelled);

        Assert.Single(asked.Select(verification => verification.BegunAt).Distinct());
        Assert.True(asked[0] is { Report: { IsClean: true, Size: >= 40 }, EndedAt: not null, Refusal: null });
        Assert.Equal((asked[0].Report!.Size, asked[0].Report!.Size), (asked[0].Done, asked[0].Total)); // It has ended.
        Assert.True(again.BegunAt > asked[0].BegunAt);
        Assert.Equal(again, verifications.Last);
    }

    [Fact]
    public async Task Who_does_not_wait_for_the_end_finds_it_later()
    {
        await using var trail = await Trail.OpenAsync(DatabaseProvider.Sqlite);
        await trail.AppendAsync(10);
        await trail.SealAsync();
        await using var verifications = Over(trail.House.Scopes);

        var begun = await verifications.BeginAsync(TimeSpan.Zero, Cancelled);
        await Eventually.HoldsAsync("it has ended", () => verifications.Last is { EndedAt: not null }, Cancelled);

        Assert.Equal(begun.BegunAt, verifications.Last!.BegunAt);
        Assert.True(verifications.Last.Report is { IsClean: true });
    }

    [Fact]
    public async Task One_that_breaks_off_says_so_and_the_next_begins_anew()
    {
        var services = new ServiceCollection().BuildServiceProvider(); // Where there is no database.
        await using var verifications = Over(services.GetRequiredService<IServiceScopeFactory>());

        var first = await verifications.BeginAsync(Long, Cancelled);
        var second = await verifications.BeginAsync(Long, Cancelled);

        Assert.IsType<VerificationBrokeOff>(first.Refusal);
        Assert.True(second is { Report: null, EndedAt: not null } && second.BegunAt > first.BegunAt);
    }

    private static AuditVerifications Over(IServiceScopeFactory scopes) =>
        new(scopes, TimeProvider.System, NullLogger<AuditVerifications>.Instance);
}
