using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>The details of entries can be erased, and every proof stays valid.</summary>
public sealed class AuditErasureTests
{
    private const int Erased = 10_000;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Ten_thousand_erased_details_leave_a_clean_trail(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(12_000, allWithDetails: true);
        await trail.SealAsync();
        var random = new Random(3);
        var sequences = (await trail.RowsAsync<AuditPayload>()).Select(payload => payload.Sequence).ToArray();
        random.Shuffle(sequences);

        await trail.EraseAsync(sequences.Take(Erased / 2));
        await trail.SealAsync();
        await trail.EraseAsync(sequences.Skip(Erased / 2).Take(Erased / 2));

        Assert.Equal(12_000 - Erased, (await trail.RowsAsync<AuditPayload>()).Count);
        Assert.Empty((await trail.VerifyAsync()).Findings);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_was_erased_is_entered_as_ranges_of_at_most_400_characters(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(400, allWithDetails: true);
        var sequences = (await trail.RowsAsync<AuditPayload>()).Select(payload => payload.Sequence).Order().ToList();

        await trail.EraseAsync([.. sequences.Take(5), .. sequences.Skip(5).Where((_, i) => i % 2 == 1), sequences[^1] + 1000]);

        var entries = (await trail.RowsAsync<AuditEntry>()).Where(entry => entry.Action == "audit.payloads_erased").ToList();
        var told = entries.SelectMany(entry => ErasedRanges.Parse(entry.ResourceId))
            .Sum(range => range.Last - range.First + 1);
        Assert.True(entries.Count > 1);
        Assert.All(entries, entry => Assert.True(entry.ResourceId.Length <= 400));
        Assert.Equal(400 - (await trail.RowsAsync<AuditPayload>()).Count, told);
        Assert.StartsWith($"{sequences[0]}-{sequences[4]},", entries.MinBy(entry => entry.Sequence)?.ResourceId, StringComparison.Ordinal);
        Assert.Empty((await trail.VerifyAsync()).Findings);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Details_go_by_themselves_after_1095_days_and_not_before(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(5, allWithDetails: true);
        trail.House.Clock.Advance(TimeSpan.FromDays(1094));
        await trail.AppendAsync(2, allWithDetails: true);
        Assert.Equal(0, await SweptAsync(trail));

        trail.House.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(5, await SweptAsync(trail));
        await trail.SealAsync();
        Assert.Empty((await trail.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("12", "12-12")]
    [InlineData("12,15-19", "12-12 15-19")]
    [InlineData("19-15,x,,-3,1-,4", "4-4")]
    public void Ranges_are_read_and_what_is_none_is_passed_over(string text, string expected) => Assert.Equal(
        expected, string.Join(' ', ErasedRanges.Parse(text).Select(range => $"{range.First}-{range.Last}")));

    [Fact]
    public void A_set_of_sequences_keeps_what_was_not_taken_out()
    {
        var set = new SequenceSet();
        foreach (var sequence in new[] { 1L, 4_095, 4_096, 70_000, long.MaxValue })
        {
            set.Add(sequence);
        }

        set.Remove(4_095, 4_096);
        Assert.Equal((3, 1), (set.Count, set.Lowest ?? 0));
        set.Remove(0, 69_999);
        Assert.Equal((2, 70_000), (set.Count, set.Lowest ?? 0));
        set.Remove(0, long.MaxValue);
        Assert.Equal((0, null), (set.Count, set.Lowest));
    }

    private static async Task<int> SweptAsync(Trail trail) => await trail.House.InScopeAsync(async scope =>
    {
        var sweep = ActivatorUtilities.CreateInstance<RetentionSweep>(scope);
        return (await sweep.SweepAsync(TestContext.Current.CancellationToken))["audit_payloads"];
    });
}
