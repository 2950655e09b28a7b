using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Merkle;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>Entries become leaves in batches; whatever cuts a sealing short, the next goes on where the last batch ended.</summary>
public sealed class AuditSealingTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_entry_gets_one_place_without_a_gap_and_every_batch_a_checkpoint(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(2_500);

        var result = await trail.SealAsync();

        Assert.Equal(new SealedEntries(2_500), result.Value);
        Assert.Equal([1_000L, 2_000, 2_500], (await trail.RowsAsync<AuditCheckpoint>()).Select(checkpoint => checkpoint.Size).Order());
        await HoldsAsync(trail, 2_500);
        Assert.Equal(new SealedEntries(0), (await trail.SealAsync()).Value);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_entry_without_details_has_an_empty_commitment_and_no_payload(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(2);

        var entries = (await trail.RowsAsync<AuditEntry>()).OrderBy(entry => entry.Sequence).ToList();

        Assert.Equal([32, 0], entries.Select(entry => entry.Commitment.Length));
        Assert.Equal(entries[0].Sequence, Assert.Single(await trail.RowsAsync<AuditPayload>()).Sequence);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_sealing_that_was_cut_between_batches_goes_on_where_it_was(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(2_500);
        var cut = trail.NewSealing(new FewScopes(trail.House.Scopes, 2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => cut.SealAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2_000, (await trail.RowsAsync<AuditLeaf>()).Count);
        await trail.SealAsync();

        await HoldsAsync(trail, 2_500);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Sealers_that_race_put_every_entry_into_the_tree_once(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(3_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => trail.NewSealing().SealAsync(TestContext.Current.CancellationToken))));
        await trail.SealAsync();

        Assert.All(results, result => Assert.Null(result.Error));
        await HoldsAsync(trail, 3_000);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_entry_that_committed_after_later_ones_were_sealed_gets_a_later_place(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.SqlAsync(Entry(100, trail.House.Clock.GetUtcNow()));
        var sealing = trail.NewSealing();
        await sealing.SealAsync(TestContext.Current.CancellationToken);
        trail.House.Clock.Advance(TimeSpan.FromMinutes(30));
        await trail.SqlAsync(Entry(50, trail.House.Clock.GetUtcNow()));

        await sealing.SealAsync(TestContext.Current.CancellationToken);

        Assert.Equal([100L, 50], (await trail.RowsAsync<AuditLeaf>()).OrderBy(leaf => leaf.Position).Select(leaf => leaf.Sequence));
        Assert.Empty((await trail.VerifyAsync()).Findings);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_status_tells_what_is_sealed_what_waits_and_what_is_anchored(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(5);
        var sealedAt = trail.House.Clock.GetUtcNow();
        await trail.SealAsync();
        await trail.AnchorAsync();
        trail.House.Clock.Advance(TimeSpan.FromHours(3));
        await trail.AppendAsync(2);

        var state = await trail.House.InScopeAsync(scope =>
            scope.GetRequiredService<AuditStatus>().GetAsync(TestContext.Current.CancellationToken));

        Assert.Equal(new AuditState(5, sealedAt, 2, trail.House.Clock.GetUtcNow(), 5, sealedAt), state);
    }

    private static FormattableString Entry(long sequence, DateTimeOffset at) => $"""
        INSERT INTO audit_entries
            (sequence, at, transaction_id, actor, action, resource_type, resource_id, outcome, schema, commitment)
        SELECT
            {sequence}, {at.UtcTicks}, {Guid.CreateVersion7(at)}, 'System', 'thing.done', 'thing', 'late', 'done', 1, {Array.Empty<byte>()}
        """;

    private static async Task HoldsAsync(Trail trail, int count)
    {
        var leaves = (await trail.RowsAsync<AuditLeaf>()).OrderBy(leaf => leaf.Position).ToList();
        var tree = new CompactRange();
        leaves.ForEach(leaf => tree.Append(leaf.Hash));
        var last = (await trail.RowsAsync<AuditCheckpoint>()).MaxBy(checkpoint => checkpoint.Size);

        Assert.Equal(Enumerable.Range(0, count).Select(position => (long)position), leaves.Select(leaf => leaf.Position));
        Assert.Equal(count, leaves.Select(leaf => leaf.Sequence).Distinct().Count());
        Assert.Equal(tree.Root(), last?.Root);
        Assert.Equal(tree.Root(), SignedCheckpoint.Parse(last?.Note ?? "")?.Statement.Root);
        Assert.Empty((await trail.VerifyAsync()).Findings);
    }

    /// <summary>Lets a sealer begin so many batches; the next is as far as it comes.</summary>
    private sealed class FewScopes(IServiceScopeFactory scopes, int left) : IServiceScopeFactory
    {
        private int left = left;

        public IServiceScope CreateScope() => left-- > 0 ? scopes.CreateScope() : throw new InvalidOperationException("Cut.");
    }
}
