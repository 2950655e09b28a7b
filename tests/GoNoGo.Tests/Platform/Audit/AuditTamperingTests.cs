using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Notes;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Privacy;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Platform.Audit;

/// <summary>Whatever is changed past the program is named, with the first index that it concerns.</summary>
public sealed class AuditTamperingTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_trail_that_nobody_touched_is_clean_and_what_is_not_sealed_yet_is_told(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        trail.House.Clock.Advance(TimeSpan.FromMinutes(2));
        await trail.AppendAsync(3);

        var report = await trail.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Empty(report.Notices);
        Assert.Equal((20, 2, 3), (report.Size, report.Checkpoints, report.Unsealed));
        Assert.Equal(trail.House.Clock.GetUtcNow(), report.OldestUnsealedAt);
        Assert.Equal([new AnchorReport("file", 1, 20)], report.Anchors);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_changed_field_of_an_entry_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"UPDATE audit_entries SET action = 'thing.undone' WHERE sequence = {(await trail.EntryAtAsync(7)).Sequence}");

        await FoundAsync(trail, AuditFindingKind.Edited, 7);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Changed_details_are_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var changed = "{}"u8.ToArray();
        await trail.SqlAsync($"UPDATE audit_payloads SET content = {changed} WHERE sequence = {(await trail.EntryAtAsync(4)).Sequence}");

        await FoundAsync(trail, AuditFindingKind.Edited, 4);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_changed_actor_that_no_version_knows_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"UPDATE audit_entries SET actor = 'Nobody' WHERE sequence = {(await trail.EntryAtAsync(2)).Sequence}");

        await FoundAsync(trail, AuditFindingKind.Edited, 2);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_named()
    {
        await using var trail = await SealedAsync(DatabaseProvider.Sqlite);
        await trail.SqlAsync($"UPDATE audit_entries SET transaction_id = 'x' WHERE sequence = {(await trail.EntryAtAsync(2)).Sequence}");

        await FoundAsync(trail, AuditFindingKind.Edited, 2);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_deleted_entry_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"DELETE FROM audit_entries WHERE sequence = {(await trail.EntryAtAsync(9)).Sequence}");

        await FoundAsync(trail, AuditFindingKind.Missing, 9);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_entry_that_was_deleted_with_its_leaf_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"DELETE FROM audit_entries WHERE sequence = {(await trail.EntryAtAsync(9)).Sequence}");
        await trail.SqlAsync($"DELETE FROM audit_leaves WHERE position = 9");

        await FoundAsync(trail, AuditFindingKind.Missing, 9);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Details_that_went_without_an_entry_about_it_are_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var sequence = (await trail.EntryAtAsync(6)).Sequence;
        await trail.SqlAsync($"DELETE FROM audit_payloads WHERE sequence = {sequence}");

        var finding = Assert.Single((await trail.VerifyAsync()).Findings);
        Assert.Equal((AuditFindingKind.Missing, sequence), (finding.Kind, finding.Sequence));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_entries_that_changed_places_are_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var (low, high) = ((await trail.EntryAtAsync(3)).Sequence, (await trail.EntryAtAsync(8)).Sequence);
        await trail.SqlAsync($"UPDATE audit_leaves SET sequence = -1 WHERE position = 3");
        await trail.SqlAsync($"UPDATE audit_leaves SET sequence = {low} WHERE position = 8");
        await trail.SqlAsync($"UPDATE audit_leaves SET sequence = {high} WHERE position = 3");

        var findings = (await trail.VerifyAsync()).Findings;
        Assert.All(findings, finding => Assert.Equal(AuditFindingKind.Reordered, finding.Kind));
        Assert.Equal([3, 8], findings.Select(finding => finding.FirstIndex ?? -1));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_leaves_that_changed_places_with_their_entries_are_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"UPDATE audit_leaves SET position = -1 WHERE position = 3");
        await trail.SqlAsync($"UPDATE audit_leaves SET position = 3 WHERE position = 4");
        await trail.SqlAsync($"UPDATE audit_leaves SET position = 4 WHERE position = -1");

        await FoundAsync(trail, AuditFindingKind.Reordered, 4);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_entry_that_was_replaced_with_its_leaf_is_named_by_the_checkpoints_around_it(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var entry = await trail.EntryAtAsync(15);
        var forged = LeafEncoding.Hash(LeafFields.From(entry) with { Action = "thing.undone" });
        await trail.SqlAsync($"UPDATE audit_entries SET action = 'thing.undone' WHERE sequence = {entry.Sequence}");
        await trail.SqlAsync($"UPDATE audit_leaves SET hash = {forged} WHERE position = 15");

        var finding = Assert.Single((await trail.VerifyAsync()).Findings);
        Assert.Equal((AuditFindingKind.Edited, 10L, 19L), (finding.Kind, finding.FirstIndex, finding.LastIndex));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_end_that_was_cut_off_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"DELETE FROM audit_entries WHERE sequence >= {(await trail.EntryAtAsync(17)).Sequence}");
        await trail.SqlAsync($"DELETE FROM audit_leaves WHERE position >= 17");

        var finding = await FoundAsync(trail, AuditFindingKind.Truncated, 17);
        Assert.Equal(19, finding.LastIndex);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_checkpoint_that_was_taken_away_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"DELETE FROM audit_checkpoints WHERE size = 20");

        await FoundAsync(trail, AuditFindingKind.Truncated, 10);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_earlier_copy_of_the_database_is_told_by_the_anchor(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await RollBackAsync(trail, 10);

        await FoundAsync(trail, AuditFindingKind.RolledBack, 10);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Another_history_that_the_right_key_signed_is_told_by_the_anchor(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await RollBackAsync(trail, 10);
        await trail.AppendAsync(12);
        await trail.SealAsync();

        await FoundAsync(trail, AuditFindingKind.Forked, 0);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_checkpoint_under_another_key_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var checkpoint = (await trail.RowsAsync<AuditCheckpoint>()).Single(candidate => candidate.Size == 20);
        var thief = new Key(1, [.. Enumerable.Range(1, Key.Length).Select(value => (byte)value)]);
        var note = Trail.Signed(new Checkpoint(trail.Get<AuditOrigin>().Name, 20, checkpoint.Root), thief);
        await trail.SqlAsync($"UPDATE audit_checkpoints SET note = {note} WHERE size = 20");

        await FoundAsync(trail, AuditFindingKind.KeySwapped, 19);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task All_checkpoints_are_named_where_an_auditor_trusts_another_key(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var trusted = new VerifierKey(trail.Get<AuditOrigin>().Name, new Key(1, new byte[Key.Length]).VerifyingKey());

        var findings = (await trail.VerifyAsync(trusted.ToString())).Findings;

        Assert.All(findings, finding => Assert.Equal(AuditFindingKind.KeySwapped, finding.Kind));
        Assert.Equal(9, findings[0].FirstIndex);
        Assert.Empty((await trail.VerifyAsync((await trail.VerifyAsync()).VerifierKeys[0])).Findings);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_checkpoint_that_states_another_root_than_was_signed_is_named(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        var note = (await trail.RowsAsync<AuditCheckpoint>()).Single(candidate => candidate.Size == 20).Note;
        var changed = note.Replace(note.Split('\n')[2], Convert.ToBase64String(new byte[32]), StringComparison.Ordinal);
        await trail.SqlAsync($"UPDATE audit_checkpoints SET note = {changed} WHERE size = 20");

        await FoundAsync(trail, AuditFindingKind.Edited, 19);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_anchor_that_lost_what_it_was_given_is_noticed(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        File.Delete(trail.Get<IEnumerable<IAuditAnchor>>().OfType<FileAnchor>().Single().Path);

        var report = await trail.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(["file was given a checkpoint of size 20 and does not show it."], report.Notices);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nothing_is_sealed_on_a_tree_that_was_changed(DatabaseProvider provider)
    {
        await using var trail = await SealedAsync(provider);
        await trail.SqlAsync($"UPDATE audit_leaves SET hash = {new byte[32]}, subtree = {new byte[32]} WHERE position = 19");
        await trail.AppendAsync(1);

        Assert.Equal(new AuditTreeDamaged(), (await trail.SealAsync()).Error);
        Assert.Equal(20, (await trail.RowsAsync<AuditLeaf>()).Count);
    }

    /// <summary>Twenty entries under checkpoints of size 10 and 20, the second anchored.</summary>
    private static async Task<Trail> SealedAsync(DatabaseProvider provider)
    {
        var trail = await Trail.OpenAsync(provider);
        await trail.AppendAsync(10);
        await trail.SealAsync();
        await trail.AppendAsync(10);
        await trail.SealAsync();
        await trail.AnchorAsync();
        return trail;
    }

    private static async Task RollBackAsync(Trail trail, long size)
    {
        await trail.SqlAsync($"DELETE FROM audit_entries WHERE sequence >= {(await trail.EntryAtAsync(size)).Sequence}");
        await trail.SqlAsync($"DELETE FROM audit_leaves WHERE position >= {size}");
        await trail.SqlAsync($"DELETE FROM audit_checkpoints WHERE size > {size}");
        await trail.SqlAsync($"DELETE FROM audit_anchors");
    }

    private static async Task<AuditFinding> FoundAsync(Trail trail, AuditFindingKind kind, long index)
    {
        var finding = Assert.Single((await trail.VerifyAsync()).Findings);
        Assert.Equal((kind, (long?)index), (finding.Kind, finding.FirstIndex));
        return finding;
    }
}
