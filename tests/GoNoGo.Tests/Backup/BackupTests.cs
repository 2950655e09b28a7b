using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Backup;

/// <summary>The two copies: what they hold, who can read them, how long they stay.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Text = "marked-text-3318";
    private const int Writers = 8;

    private readonly BackupPlaces places = new();

    public void Dispose() => places.Dispose();

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_backup_brings_back_comments_keys_and_trail_and_the_ledger_erases_again(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, settings: places.Settings);
        var kept = await house.PublishAsync(CommentHouse.Comment() with { AuthorEmail = "grace@example.org", NotifyReplies = true });
        var waiting = await house.SendWellAsync(CommentHouse.Comment("Never public"));
        var erased = await house.PublishAsync(CommentHouse.Comment(Text) with { AuthorEmail = "ada@example.org" });
        await house.Service<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);
        var taken = await house.TakeBackupAsync();

        // Erased after the copy of the database; the copy of the keys from after the erasure knows of it.
        await house.Service<Erasures>().EraseAsync(
            ErasureKind.Comment, erased.Id, AuditActor.Operator, TestContext.Current.CancellationToken);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.TakeBackupAsync();
        await using var restored = await CommentHouse.EmptyAsync(provider, places.Settings);

        Assert.Null(await restored.RestoreAsync(places, taken.Name));
        Assert.Equal(Text, (await restored.RowAsync(erased.Id)).Content);
        var replayed = await restored.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, replayed.Value?.Count);
        Assert.Equal("", (await restored.RowAsync(erased.Id)).Content);
        Assert.Equal("A thought.", (await restored.RowAsync(kept.Id)).Content);
        Assert.Equal("Never public", (await restored.RowAsync(waiting.Id)).Content);
        var report = await restored.WithAsync<AuditVerifier, Result<AuditReport>>(
            verifier => verifier.VerifyAsync([], progress: null, TestContext.Current.CancellationToken));
        Assert.True(report.Value!.IsClean, string.Join(' ', report.Value.Findings.Select(finding => finding.Message)));
        Assert.True(report.Value.Size > 0);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_backup_that_is_taken_while_many_write_is_of_one_moment(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, settings: places.Settings);
        using var ended = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(house, ended.Token))).ToList();
        await Eventually.HoldsAsync(
            "all writers had written",
            async () => (await house.RowsAsync<Comment>()).Count > 2 * Writers,
            TestContext.Current.CancellationToken);
        await house.Service<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);
        await house.TakeBackupAsync();
        await ended.CancelAsync();
        await Task.WhenAll(writers);
        await using var restored = await CommentHouse.EmptyAsync(provider, places.Settings);

        Assert.Null(await restored.RestoreAsync(places));

        // What belongs together is together: no comment without its consent, entry and event.
        var comments = (await restored.RowsAsync<Comment>()).Select(comment => comment.Id).ToHashSet();
        Assert.Equal(comments, (await restored.RowsAsync<ConsentRecord>()).Select(consent => consent.CommentId).ToHashSet());
        Assert.Equal(
            comments.Count, (await restored.RowsAsync<AuditEntry>()).Count(entry => entry.Action == "comment.created"));
        Assert.Equal(comments.Count, (await restored.RowsAsync<OutboxEvent>()).Count(row => row.Type == "comment.created"));
        var report = await restored.WithAsync<AuditVerifier, Result<AuditReport>>(
            verifier => verifier.VerifyAsync([], progress: null, TestContext.Current.CancellationToken));
        Assert.True(report.Value!.IsClean);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [UnsupportedOSPlatform("windows")]
    public async Task The_manifest_tells_what_is_in_it_and_no_copy_shows_what_it_holds(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, settings: places.Settings);
        await house.PublishAsync(CommentHouse.Comment(Text) with { AuthorName = "Marked Name 3318" });
        await house.Service<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);

        var taken = await house.TakeBackupAsync();

        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(places.Path, taken.Name + ".manifest.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(provider.ToString().ToLowerInvariant(), manifest["database"]!["kind"]!.GetValue<string>());
        Assert.Equal(1, manifest["database"]!["rows"]!["comments"]!.GetValue<long>());
        Assert.True(manifest["database"]!["audit_size"]!.GetValue<long>() > 0);
        Assert.Equal(64, manifest["database"]!["audit_root"]!.GetValue<string>().Length);
        Assert.Equal(
            new FileInfo(Path.Combine(places.Path, taken.Name + ".backup")).Length, manifest["parts"]![0]!["bytes"]!.GetValue<long>());
        var master = house.Service<IKeyStore>().Read(KeyPurpose.SubjectMaster, 1)!.Reveal();
        string[] hidden = [Text, "Marked Name 3318", master, "SQLite format", "PGDMP"];
        Assert.Empty(FileTraces.Of(places.Path, hidden));
        Assert.Empty(FileTraces.Of(places.KeysPath, hidden));
        Assert.All(
            Directory.GetFiles(places.Path).Concat(Directory.GetFiles(places.KeysPath)),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        var entries = await house.RowsAsync<AuditEntry>();
        Assert.Contains(entries, entry => entry.Action == "backup.taken" && entry.ResourceId == taken.Id.ToString("D"));
    }

    [Fact]
    public async Task The_keys_of_days_are_in_no_copy()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        house.Service<KeyRing>().Today();
        await house.TakeBackupAsync();
        await using var restored = await CommentHouse.EmptyAsync(DatabaseProvider.Sqlite, places.Settings);

        Assert.Null(await restored.RestoreAsync(places));

        var store = restored.Service<IKeyStore>();
        Assert.All(KeyPurposes.Daily, purpose => Assert.Empty(store.Versions(purpose)));
        Assert.All(KeyPurposes.Lasting, purpose => Assert.Equal([1], store.Versions(purpose)));
    }

    [Fact]
    public async Task Old_copies_go_and_the_three_newest_never()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        var taken = new List<string>();
        for (var month = 0; month < 5; month++)
        {
            taken.Add((await house.TakeBackupAsync()).Name);
            house.Clock.Advance(TimeSpan.FromDays(month == 0 ? 9 : 20));
        }

        taken.Reverse();
        Assert.Equal(taken[..3], BackupTaking.DatabaseFolder(house.BackupOptions()).Names());
        Assert.False(File.Exists(Path.Combine(places.Path, taken[^1] + ".backup")));
        Assert.Equal(3, Manifests(places.KeysPath));
        house.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, BackupTaking.DatabaseFolder(house.BackupOptions()).Rotate(house.Clock.GetUtcNow(), 35));
    }

    [Fact]
    public async Task What_another_run_has_left_unfinished_is_deleted_and_a_second_at_once_is_refused()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        Directory.CreateDirectory(places.Path);
        foreach (var name in new[] { "gonogo-database-x.backup.unfinished", "gonogo-database-x.backup", "notes.txt" })
        {
            await File.WriteAllTextAsync(Path.Combine(places.Path, name), "left", TestContext.Current.CancellationToken);
        }

        await house.TakeBackupAsync();

        Assert.Equal(4, Directory.GetFiles(places.Path).Length); // The copy, its manifest, the lock and the notes.
        using var held = BackupTaking.DatabaseFolder(house.BackupOptions()).TryHold();
        var second = await house.Service<BackupTaking>().TakeAsync(AuditActor.Operator, null, TestContext.Current.CancellationToken);
        Assert.IsType<BackupRunning>(second.Error);
    }

    [Fact]
    public async Task A_schedule_that_is_due_takes_one_passes_over_one_that_runs_and_comes_again_where_it_failed()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);
        var folder = BackupTaking.DatabaseFolder(house.BackupOptions());
        var every = Assert.IsType<ScheduleTiming.Every>(ScheduledBackup.Timing(house.BackupOptions()));

        Assert.Equal(TimeSpan.FromHours(24), every.Interval);
        Assert.IsType<OutboundOutcome.Delivered>(await WorkAsync(house));
        Assert.Single(folder.Names());
        using (folder.TryHold())
        {
            Assert.Equal("backup_running", Assert.IsType<OutboundOutcome.Skipped>(await WorkAsync(house)).Reason);
        }

        Directory.Delete(places.KeysPath, recursive: true);
        await File.WriteAllTextAsync(places.KeysPath, "a file where the folder should be", TestContext.Current.CancellationToken);
        Assert.IsType<OutboundOutcome.TransientFailure>(await WorkAsync(house));
        Assert.Single(folder.Names());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_one_sentence_and_an_entry()
    {
        await File.WriteAllTextAsync(places.KeysPath, "a file where the folder should be", TestContext.Current.CancellationToken);
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite, settings: places.Settings);

        var outcome = await house.Service<BackupTaking>().TakeAsync(AuditActor.Operator, null, TestContext.Current.CancellationToken);

        Assert.IsType<BackupRefused>(outcome.Error);
        Assert.Equal(0, Manifests(places.Path));
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry is { Action: "backup.failed", Outcome: "failed" });
    }

    private static async Task WriteAsync(CommentHouse house, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await house.SendWellAsync(CommentHouse.Comment());
        }
    }

    private static Task<OutboundOutcome> WorkAsync(CommentHouse house) => new ScheduledBackup(house.Service<BackupTaking>()).WorkAsync(
        new ScheduleDue(ScheduledBackup.Schedule),
        new EventContext(Guid.Empty, 1, "", house.Clock.GetUtcNow()),
        TestContext.Current.CancellationToken);

    private static int Manifests(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.manifest.json").Length : 0;
}
