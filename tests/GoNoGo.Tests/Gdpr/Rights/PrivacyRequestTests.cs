using GoNoGo.Comments;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Gdpr.Erasure;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Tests.Gdpr.Rights;

/// <summary>What a person asks for and another has to look at, and the clock that runs meanwhile.</summary>
public sealed class PrivacyRequestTests
{
    private const string Words = "marked-words-3310";

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_restriction_hides_the_comment_at_once_and_keeps_it_from_the_sweep_until_it_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var sent = await house.PublishAsync(CommentHouse.Comment());
        var answer = await house.PublishAsync(CommentHouse.Comment("An answer.") with { ParentId = sent.Id });

        var id = Good(await AskAsync(house, sent.Id, PrivacyRequestKind.Restriction));
        var shown = (await house.ReadAsync()).Items;
        Assert.Equal([("", null), ("An answer.", "")], shown.Select(view => (view.Content, view.Author?.Handle[..0])));
        Assert.Equal(1, (await house.ReadAsync()).Total);
        house.Clock.Advance(TimeSpan.FromDays(2190));
        await house.SweepAsync();
        Assert.Equal(sent.Id, Assert.Single(await house.RowsAsync<Comment>(), comment => !comment.IsDeleted).Id);

        Good(await RequestsAsync(house, requests => requests.RefuseAsync(id, "It is lawful.", AuditIdentity.Operator, Ended)));
        Assert.False((await house.RowsAsync<Comment>()).Single(comment => comment.Id == sent.Id).IsRestricted);
        Assert.NotEqual(answer.Id, sent.Id);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_correction_is_made_once_somebody_has_accepted_it(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var sent = await house.PublishAsync(CommentHouse.Comment("I was ther.") with { AuthorName = "Ada" });

        var id = Good(await AskAsync(house, sent.Id, PrivacyRequestKind.Rectification, new CorrectedText("Ada L.", "I was there.")));
        Assert.Equal("I was ther.", Assert.Single((await house.ReadAsync()).Items).Content);
        var open = Good(await RequestsAsync(house, requests => requests.FindAsync(id, Ended)));
        Assert.Equal(("I was ther.", "I was there.", Words), (open.Current?.Content, open.Proposal?.Content, open.Text));

        Good(await RequestsAsync(house, requests => requests.AcceptAsync(id, AuditIdentity.Operator, Ended)));
        var shown = Assert.Single((await house.ReadAsync()).Items);
        Assert.Equal(("I was there.", "Ada L."), (shown.Content, shown.Author?.DisplayName));
        Assert.NotNull(shown.EditedAt);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_was_written_is_under_the_persons_key_goes_thirty_days_after_the_answer_and_the_rest_after_three_years(
        DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var sent = await house.PublishAsync(CommentHouse.Comment());
        var id = Good(await AskAsync(house, sent.Id, PrivacyRequestKind.Objection));
        Assert.Empty(await Traces.OfAsync(house, provider, Words));

        Good(await RequestsAsync(house, requests => requests.AcceptAsync(id, AuditIdentity.Operator, Ended)));
        house.Clock.Advance(PrivacyRequests.FileKept);
        await house.SweepAsync();
        Assert.True(Assert.Single(await house.RowsAsync<PrivacyRequest>()) is { Content: null, Address: null, Reason: null });
        house.Clock.Advance(PrivacyRequests.LogKept - PrivacyRequests.FileKept);
        await house.SweepAsync();

        Assert.Empty(await house.RowsAsync<PrivacyRequest>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_request_is_extended_once_before_it_is_due_and_overdue_it_degrades_the_health(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider, new DateTimeOffset(2028, 1, 31, 12, 0, 0, TimeSpan.Zero));
        var sent = await house.PublishAsync(CommentHouse.Comment());
        var id = Good(await AskAsync(house, sent.Id, PrivacyRequestKind.Objection));
        Assert.Equal(new DateOnly(2028, 2, 29), (await ListAsync(house)).DueOn);

        house.Clock.Advance(new DateTimeOffset(2028, 2, 29, 23, 59, 59, TimeSpan.Zero) - house.Clock.GetUtcNow());
        Assert.DoesNotContain(await TroublesAsync(house), trouble => trouble.Code == "requests_overdue");
        Assert.IsType<RequestInvalid>((await ExtendAsync(house, id, " ")).Error);
        Good(await ExtendAsync(house, id, "It is much."));
        Assert.IsType<RequestNotExtended>((await ExtendAsync(house, id, "Again.")).Error);
        Assert.Equal((new DateOnly(2028, 4, 30), true), ((await ListAsync(house)).DueOn, (await ListAsync(house)).IsExtended));
        house.Clock.Advance(new DateTimeOffset(2028, 5, 1, 0, 0, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());

        Assert.Contains(await TroublesAsync(house), trouble => trouble is { Code: "requests_overdue", NeedsMending: true });
        Assert.Equal(
            ["Received", "Extended"],
            (await house.RowsAsync<OutboxEvent>()).Where(row => row.Type == PrivacyStepTaken.Type).OrderBy(row => row.Sequence)
                .Select(row => System.Text.Json.JsonDocument.Parse(row.Payload).RootElement.GetProperty("step").ToString())
                .Select(step => Enum.Parse<PrivacyStep>(step, ignoreCase: true).ToString()));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_request_without_words_or_asked_twice_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var sent = await house.PublishAsync(CommentHouse.Comment());

        Assert.IsType<RequestInvalid>((await AskAsync(house, sent.Id, PrivacyRequestKind.Objection, text: "  ")).Error);
        Assert.IsType<RequestInvalid>((await AskAsync(house, sent.Id, PrivacyRequestKind.Objection, text: new string('x', 2001))).Error);
        Assert.IsType<RequestInvalid>((await AskAsync(house, sent.Id, PrivacyRequestKind.Rectification)).Error);
        Good(await AskAsync(house, sent.Id, PrivacyRequestKind.Objection));
        Assert.IsType<RequestRepeated>((await AskAsync(house, sent.Id, PrivacyRequestKind.Objection)).Error);
        Assert.IsType<RequestNotFound>((await RequestsAsync(house, requests =>
            requests.AcceptAsync(Guid.Empty, AuditIdentity.Operator, Ended))).Error);
    }

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    private static async Task<Result<Guid>> AskAsync(
        CommentHouse house, Guid comment, PrivacyRequestKind kind, CorrectedText? proposal = null, string text = Words)
    {
        var subject = (await house.RowsAsync<Comment>()).Single(row => row.Id == comment).SubjectId;
        var asked = new AskedRequest(new SubjectId(subject!.Value), comment, kind, text, "en", TimeZoneInfo.Utc) { Proposal = proposal };
        return await RequestsAsync(house, requests => requests.TakeAsync(asked, Ended));
    }

    private static Task<Result<Guid>> ExtendAsync(CommentHouse house, Guid id, string reason) => RequestsAsync(house, requests =>
        requests.ExtendAsync(id, reason, TimeZoneInfo.Utc, AuditIdentity.Operator, Ended));

    private static Task<RequestView> ListAsync(CommentHouse house) =>
        house.InScopeAsync(async scope => Assert.Single(await scope.GetRequiredService<PrivacyRequests>().ListAsync(false, Ended)));

    private static Task<IReadOnlyList<HealthTrouble>> TroublesAsync(CommentHouse house) => house.InScopeAsync(async scope =>
        (await ActivatorUtilities.CreateInstance<PrivacyHealth>(scope, new NamedController()).CheckAsync(Ended)).Troubles);

    private sealed class NamedController : IControllerFacts
    {
        public Task<ControllerFacts> FindAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new ControllerFacts(TimeZoneInfo.Utc, IsNamed: true));
    }

    private static Task<Result<T>> RequestsAsync<T>(CommentHouse house, Func<PrivacyRequests, Task<Result<T>>> act)
        where T : notnull => house.InScopeAsync(scope => act(scope.GetRequiredService<PrivacyRequests>()));

    private static T Good<T>(Result<T> result)
        where T : notnull => result.Succeeded(out var value, out var error) ? value : throw new InvalidOperationException(error.Message);
}
