using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Erasure;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Audit.Sealing;
using GoNoGo.Platform.Audit.Verification;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Gdpr.Erasure;

/// <summary>What an erasure takes, what it leaves, and in which order it is written down.</summary>
public sealed class ErasureTests
{
    private const string Text = "marked-text-9c1f0e7a55d24b6e";
    private const string Name = "marked-name-41d8e2b7";
    private const string Email = "marked-person-77aa@example.org";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Nothing_of_an_erased_person_is_left_in_any_file_or_table(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var first = await house.PublishAsync(Marked("one"));
        await house.PublishAsync(Marked("two") with { ParentId = first.Id, NotifyReplies = true });
        Assert.NotEmpty(await Traces.OfAsync(house, provider, Text, Name));
        Assert.Empty(await Traces.OfAsync(house, provider, Email));

        var outcome = await EraseAsync(house, ErasureKind.Subject, await SubjectAsync(house));

        Assert.Equal((2, true), (outcome.Removed["comments"], outcome.IsWhole));
        Assert.Empty(await Traces.OfAsync(house, provider, Text, Name, Email));
        Assert.Empty(await house.RowsAsync<Subject>());
        Assert.Empty(await house.RowsAsync<Mailbox>());
        Assert.All(await house.RowsAsync<Comment>(), comment => Assert.Equal(
            (true, null, 1, null), (comment.IsDeleted, comment.SubjectId, comment.CreatedAt.Day, comment.EditedAt)));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Others_keep_all_that_is_theirs(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one"));
        await house.PublishAsync(CommentHouse.Comment("theirs") with { AuthorEmail = "grace@example.org", NotifyReplies = true });
        var marked = await SubjectAsync(house);
        var before = await house.RowsAsync<AuditPayload>();

        await EraseAsync(house, ErasureKind.Subject, marked);

        Assert.Equal("theirs", Assert.Single(await house.RowsAsync<Comment>(), comment => !comment.IsDeleted).Content);
        Assert.Single(await house.RowsAsync<Mailbox>());
        Assert.Single(await house.RowsAsync<Subject>());
        var left = await house.RowsAsync<AuditPayload>();
        Assert.InRange(left.Count, 1, before.Count);
        Assert.Empty((await VerifyAsync(house)).Findings);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_erasure_stands_in_the_ledger_with_opaque_ids_only_and_is_ended_there_last(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one"));
        var subject = await SubjectAsync(house);

        var outcome = await EraseAsync(house, ErasureKind.Subject, subject);

        var entry = Assert.Single(await house.Service<ISubjectStore>().ErasuresAsync(TestContext.Current.CancellationToken));
        Assert.Equal((outcome.Id, ErasureKind.Subject, subject.Value), (entry.Id, entry.Kind, entry.Target));
        Assert.NotNull(entry.DoneAt);
        Assert.Equal(entry.Id, Assert.Single(await house.RowsAsync<ErasureMark>()).LedgerId);
        Assert.Contains(
            await house.RowsAsync<AuditEntry>(), row => row.Action == "erasure.carried_out" && row.ResourceId == $"{entry.Id:D}");
        Assert.Null(await house.Service<SubjectKeys>().FindAsync(subject, TestContext.Current.CancellationToken));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task An_erasure_that_the_database_forgot_is_repeated_and_on_record(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one"));
        var subject = await SubjectAsync(house);
        var now = house.Clock.GetUtcNow();

        // As after a restore: the ledger has it, complete, and the database has never heard of it.
        await house.Service<ISubjectStore>().AddErasureAsync(
            new ErasureEntry(Guid.CreateVersion7(now), ErasureKind.Subject, subject.Value, now, now),
            TestContext.Current.CancellationToken);
        var replayed = await house.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, replayed.Value?.Count);
        Assert.Empty(await Traces.OfAsync(house, provider, Text, Name, Email));
        Assert.Contains(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "erasure.replayed");
        Assert.Equal(0, (await house.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken)).Value?.Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_withdrawal_that_the_database_forgot_is_repeated_too(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one") with { NotifyReplies = true });
        var now = house.Clock.GetUtcNow();
        await house.Service<ISubjectStore>().AddErasureAsync(
            new ErasureEntry(Guid.CreateVersion7(now), ErasureKind.Mailbox, (await SubjectAsync(house)).Value, now, now),
            TestContext.Current.CancellationToken);

        await house.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await house.RowsAsync<Mailbox>());
        Assert.False(Assert.Single(await house.RowsAsync<Comment>()).IsDeleted);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_ledger_that_lacks_what_the_database_knows_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one"));
        await EraseAsync(house, ErasureKind.Subject, await SubjectAsync(house));
        foreach (var file in Directory.GetFiles(Path.Combine(house.DataPath, "keys"), "subjects.db*"))
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(file);
        }

        await using var restarted = await house.RestartAsync();
        var replayed = await restarted.Service<ErasureReplay>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.IsType<LedgerBehind>(replayed.Error).Missing);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_a_legal_claim_needs_stays_until_the_hold_has_ended_and_then_goes(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var held = await house.PublishAsync(Marked("held"));
        await house.PublishAsync(Marked("free"));
        await house.InScopeAsync(scope => scope.GetRequiredService<LegalHolds>().PlaceAsync(
            new PlacedHold(held.Id, "Claim", house.Clock.GetUtcNow().AddDays(10)),
            AuditIdentity.Operator,
            TestContext.Current.CancellationToken));

        Assert.IsType<UnderLegalHold>((await house.EraseAsync(held)).Error);
        Assert.False((await EraseAsync(house, ErasureKind.Subject, await SubjectAsync(house))).IsWhole);
        Assert.Equal(held.Id, Assert.Single(await house.RowsAsync<Comment>(), comment => !comment.IsDeleted).Id);
        house.Clock.Advance(TimeSpan.FromDays(10));
        await house.SweepAsync();
        await house.SweepAsync();

        Assert.All(await house.RowsAsync<Comment>(), comment => Assert.True(comment.IsDeleted));
        Assert.Empty(await house.RowsAsync<Subject>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Details_about_a_person_are_stored_under_their_key_and_verify(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.PublishAsync(Marked("one") with { NotifyReplies = true });
        var subject = await SubjectAsync(house);
        await house.InScopeAsync(scope => scope.GetRequiredService<UnitOfWork>().RunAsync<Guid>(
            (transaction, _) =>
            {
                transaction.Audit(new AuditAct(
                    AuditActor.System, "thing.done", "thing", "one", new Dictionary<string, string> { ["who"] = Text + "-detail" })
                {
                    Subject = subject,
                });
                return Task.FromResult<Result<Guid>>(transaction.Id);
            },
            TestContext.Current.CancellationToken));

        Assert.Empty(await Traces.OfAsync(house, provider, Text + "-detail"));
        Assert.Empty((await VerifyAsync(house)).Findings);
        await EraseAsync(house, ErasureKind.Subject, subject);
        Assert.DoesNotContain(await house.RowsAsync<AuditPayload>(), payload => payload.SubjectId is not null);
        Assert.Empty((await VerifyAsync(house)).Findings);
    }

    private static NewComment Marked(string content) =>
        CommentHouse.Comment($"{content} {Text}") with { AuthorName = Name, AuthorEmail = Email };

    /// <summary>The first subject there is.</summary>
    private static async Task<SubjectId> SubjectAsync(CommentHouse house) =>
        new((await house.RowsAsync<Subject>()).OrderBy(subject => subject.Id).First().Id);

    private static async Task<ErasureOutcome> EraseAsync(CommentHouse house, ErasureKind kind, SubjectId subject)
    {
        var erased = await house.Service<Erasures>().EraseAsync(
            kind, subject.Value, AuditActor.Operator, TestContext.Current.CancellationToken);
        return erased.Succeeded(out var outcome, out var refusal) ? outcome : throw new InvalidOperationException(refusal.Message);
    }

    private static async Task<AuditReport> VerifyAsync(CommentHouse house)
    {
        await house.Service<AuditSealing>().SealAsync(TestContext.Current.CancellationToken);
        var verified = await house.InScopeAsync(scope => scope.GetRequiredService<AuditVerifier>()
            .VerifyAsync([], progress: null, TestContext.Current.CancellationToken));
        return verified.Succeeded(out var report, out var refusal) ? report : throw new InvalidOperationException(refusal.Message);
    }
}
