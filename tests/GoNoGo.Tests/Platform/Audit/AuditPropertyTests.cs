using CsCheck;
using GoNoGo.Platform.Audit;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>Whatever is written, sealed and erased in whatever order is clean; one change to it is named with its first index.</summary>
public sealed class AuditPropertyTests
{
    private const int Rounds = 30;

    private static readonly Gen<(Step[] Steps, Tampering Tampering, int Place)> Histories = Gen.Select(
        Gen.Select(Gen.Enum<StepKind>(), Gen.Int[1, 30], (kind, count) => new Step(kind, count)).Array[1, 12],
        Gen.Enum<Tampering>(),
        Gen.Int[0, 10_000]);

    private enum StepKind
    {
        Append,
        Seal,
        Erase,
    }

    private enum Tampering
    {
        EditEntry,
        EditDetails,
        DeleteEntry,
        DeleteLeaf,
        DeleteDetails,
        EditLeaf,
        SwapEntries,
        CutEnd,
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Every_erasure_is_accepted_and_every_tampering_is_named(DatabaseProvider provider)
    {
        await using var trail = await Trail.OpenAsync(provider);

        await Histories.SampleAsync(async history =>
        {
            await EmptyAsync(trail);
            await PlayAsync(trail, history.Steps);
            Assert.Empty((await trail.VerifyAsync()).Findings);

            var expected = await TamperAsync(trail, history.Tampering, history.Place);
            var first = (await trail.VerifyAsync()).Findings[0];
            Assert.Equal(expected, expected.Index is null ? (null, first.Sequence) : (first.FirstIndex, null));
        }, iter: Rounds, threads: 1);
    }

    private static async Task PlayAsync(Trail trail, Step[] steps)
    {
        // At least two sealed entries with details and two without, so that there is something to tamper with.
        await trail.AppendAsync(4);
        await trail.SealAsync();
        foreach (var step in steps)
        {
            await (step.Kind switch
            {
                StepKind.Append => trail.AppendAsync(step.Count),
                StepKind.Seal => trail.SealAsync(),
                _ => trail.EraseAsync((await trail.RowsAsync<AuditPayload>())
                    .Select(payload => payload.Sequence).Order().Skip(2).Where(sequence => sequence % step.Count < 2)),
            });
        }
    }

    private static async Task<(long? Index, long? Sequence)> TamperAsync(Trail trail, Tampering tampering, int place)
    {
        var leaves = (await trail.RowsAsync<AuditLeaf>()).OrderBy(leaf => leaf.Position).ToList();
        var detailed = (await trail.RowsAsync<AuditPayload>()).Select(payload => payload.Sequence).ToHashSet();
        var leaf = leaves[place % leaves.Count];
        var rich = leaves.Where(candidate => detailed.Contains(candidate.Sequence)).Skip(place % 2).First();
        var other = leaves[(place + 1) % leaves.Count];
        var bytes = new byte[32];
        switch (tampering)
        {
            case Tampering.EditEntry:
                await trail.SqlAsync($"UPDATE audit_entries SET resource_id = 'other' WHERE sequence = {leaf.Sequence}");
                return (leaf.Position, null);
            case Tampering.EditDetails:
                await trail.SqlAsync($"UPDATE audit_payloads SET salt = {bytes} WHERE sequence = {rich.Sequence}");
                return (rich.Position, null);
            case Tampering.DeleteEntry:
                await trail.SqlAsync($"DELETE FROM audit_entries WHERE sequence = {leaf.Sequence}");
                return (leaf.Position, null);
            case Tampering.DeleteLeaf:
                await trail.SqlAsync($"DELETE FROM audit_leaves WHERE position = {leaf.Position}");
                return (leaf.Position, null);
            case Tampering.DeleteDetails:
                await trail.SqlAsync($"DELETE FROM audit_payloads WHERE sequence = {rich.Sequence}");
                return (null, rich.Sequence);
            case Tampering.EditLeaf:
                await trail.SqlAsync($"UPDATE audit_leaves SET hash = {bytes} WHERE position = {leaf.Position}");
                return (leaf.Position, null);
            case Tampering.SwapEntries:
                await trail.SqlAsync($"UPDATE audit_leaves SET sequence = -1 WHERE position = {leaf.Position}");
                await trail.SqlAsync($"UPDATE audit_leaves SET sequence = {leaf.Sequence} WHERE position = {other.Position}");
                await trail.SqlAsync($"UPDATE audit_leaves SET sequence = {other.Sequence} WHERE position = {leaf.Position}");
                return (Math.Min(leaf.Position, other.Position), null);
            default:
                await trail.SqlAsync($"DELETE FROM audit_leaves WHERE position >= {leaf.Position}");
                return (leaf.Position, null);
        }
    }

    private static async Task EmptyAsync(Trail trail)
    {
        await trail.SqlAsync($"DELETE FROM audit_payloads");
        await trail.SqlAsync($"DELETE FROM audit_entries");
        await trail.SqlAsync($"DELETE FROM audit_leaves");
        await trail.SqlAsync($"DELETE FROM audit_checkpoints");
    }

    private sealed record Step(StepKind Kind, int Count);
}
