using System.Text;
using GoNoGo.Gdpr.UserActions;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Tests.Gdpr;

/// <summary>User actions lose whoever did them before anybody sees them, and become numbers.</summary>
public sealed class UserActionTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Readings_become_counts_by_post_day_and_referrer_domain(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await ReadAsync(house, 6, "first-post", "search.example");
        await ReadAsync(house, 5, "first-post");
        await WriteAsync(house);
        await ReadAsync(house, 1, "first-post", "search.example");
        await WriteAsync(house);

        Assert.Equal(
            [
                new UserActionCell(new DateOnly(2028, 2, 29), "first-post", "search.example", 7),
                new UserActionCell(new DateOnly(2028, 2, 29), "first-post", "", 5),
            ],
            await ReportAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_cell_under_five_is_not_shown(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await ReadAsync(house, 4, "first-post");
        await WriteAsync(house);
        Assert.Empty(await ReportAsync(house));

        await ReadAsync(house, 1, "first-post");
        await WriteAsync(house);
        Assert.Single(await ReportAsync(house));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Readings_are_in_the_audit_trail_by_post_minute_and_number_and_without_a_subject(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await ReadAsync(house, 2, "first-post", "search.example");
        await ReadAsync(house, 1, "second-post");
        await WriteAsync(house);

        var entry = Assert.Single(await house.RowsAsync<AuditEntry>(), entry => entry.Action == "posts.read");
        Assert.Equal((AuditActor.Visitor, "minute", "2028-02-29T12:00Z"), (entry.Actor, entry.ResourceType, entry.ResourceId));
        var payload = Assert.Single(await house.RowsAsync<AuditPayload>(), payload => payload.Sequence == entry.Sequence);
        Assert.Equal("""{"first-post":"2","second-post":"1"}""", Encoding.UTF8.GetString(payload.Content));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Counts_are_deleted_after_twenty_five_months(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await ReadAsync(house, 5, "first-post");
        await WriteAsync(house);

        var count = Assert.Single(await house.RowsAsync<UserActionCount>());
        Assert.Equal(new DateTimeOffset(2030, 3, 29, 0, 0, 0, TimeSpan.Zero), count.DeleteAt);
        house.Clock.Advance(count.DeleteAt - house.Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        await house.SweepAsync();
        Assert.Single(await house.RowsAsync<UserActionCount>());
        house.Clock.Advance(TimeSpan.FromTicks(1));
        await house.SweepAsync();
        Assert.Empty(await house.RowsAsync<UserActionCount>());
    }

    [Fact]
    public async Task A_handler_sees_tags_and_listed_fields_and_nothing_else()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var seen = new TaskCompletionSource<PseudonymousAction>();
        using var processor = Processor(house, new UserActionHandler("test", UserActionTypes.PostRead, (_, action, _) =>
        {
            seen.SetResult(action);
            return Task.CompletedTask;
        }));
        await processor.StartAsync(TestContext.Current.CancellationToken);

        processor.Accept(new UserAction(UserActionTypes.PostRead)
        {
            UserId = "ada@example.org",
            SessionId = "the-session",
            NetworkTag = "20280229:tag",
            Fields = new Dictionary<string, string> { ["post"] = "first-post", ["q"] = "secret words", ["user_agent"] = "a browser" },
        });

        var action = await seen.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        Assert.Equal([KeyValuePair.Create("post", "first-post")], action.Fields);
        Assert.Equal("20280229:tag", action.NetworkTag);
        Assert.Matches("^20280229:[A-Za-z0-9_-]{43}$", action.UserTag);
        Assert.Matches("^20280229:[A-Za-z0-9_-]{43}$", action.SessionTag);
        Assert.NotEqual(action.UserTag, action.SessionTag);
        Assert.Equal(house.Clock.GetUtcNow(), action.At);
        await processor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Search_words_are_dropped_and_a_session_without_a_person_is_not_tagged()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var seen = new TaskCompletionSource<PseudonymousAction>();
        using var processor = Processor(house, new UserActionHandler("test", UserActionTypes.Search, (_, action, _) =>
        {
            seen.SetResult(action);
            return Task.CompletedTask;
        }));
        await processor.StartAsync(TestContext.Current.CancellationToken);

        processor.Accept(new UserAction(UserActionTypes.Search)
        {
            SessionId = "somebody",
            Fields = new Dictionary<string, string> { ["q"] = "my illness" },
        });

        var action = await seen.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        Assert.Empty(action.Fields);
        Assert.Equal((null, null), (action.UserTag, action.SessionTag));
        await processor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Of_a_reader_who_asked_not_to_be_tracked_only_the_count_goes_on()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        List<PseudonymousAction> seen = [];
        var last = new TaskCompletionSource();
        var tally = new UserActionTally();
        using var processor = Processor(house, tally, new UserActionHandler("test", UserActionTypes.PostRead, (_, action, _) =>
        {
            seen.Add(action);
            last.SetResult();
            return Task.CompletedTask;
        }));
        await processor.StartAsync(TestContext.Current.CancellationToken);
        var read = new UserAction(UserActionTypes.PostRead)
        {
            UserId = "ada",
            Fields = new Dictionary<string, string> { ["post"] = "first-post", ["referrer_domain"] = "search.example" },
        };

        processor.Accept(read with { IsCountOnly = true });
        processor.Accept(read);
        await last.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Single(seen);
        var day = new DateOnly(2028, 2, 29);
        Assert.Equal(
            new Dictionary<CountedAction, int>
            {
                [new CountedAction(day, UserActionTypes.PostRead, "first-post", "")] = 1,
                [new CountedAction(day, UserActionTypes.PostRead, "first-post", "search.example")] = 1,
            },
            tally.Take());
        await processor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_handler_that_throws_or_hangs_keeps_no_other_from_its_actions()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var hangs = new TaskCompletionSource();
        var seen = new TaskCompletionSource();
        using var processor = Processor(
            house,
            new UserActionHandler("throws", UserActionTypes.Search, (_, _, _) => throw new InvalidOperationException()),
            new UserActionHandler("hangs", UserActionTypes.Search, (_, _, _) =>
            {
                hangs.SetResult();
                return new TaskCompletionSource().Task;
            }),
            new UserActionHandler("works", UserActionTypes.Search, (_, _, _) =>
            {
                seen.SetResult();
                return Task.CompletedTask;
            }));
        await processor.StartAsync(TestContext.Current.CancellationToken);

        processor.Accept(new UserAction(UserActionTypes.Search));
        await hangs.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        house.Clock.Advance(TimeSpan.FromSeconds(5));

        await seen.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await processor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Invented_referrer_domains_do_not_fill_the_table()
    {
        var tally = new UserActionTally();
        for (var i = 0; i < UserActionTally.MostDomainsADay + 50; i++)
        {
            tally.Count(new CountedAction(new DateOnly(2028, 2, 29), UserActionTypes.PostRead, "first-post", $"{i}.example"));
        }

        var counts = tally.Take();
        Assert.Equal(UserActionTally.MostDomainsADay + 1, counts.Count);
        Assert.Equal(50, counts[new CountedAction(new DateOnly(2028, 2, 29), UserActionTypes.PostRead, "first-post", "")]);
    }

    [Fact]
    public void A_tag_of_one_day_says_nothing_about_the_next()
    {
        using var folder = new TemporaryFolder();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero));
        var pseudonyms = new Pseudonyms(new KeyRing(new KeyFolder(folder["keys"]), clock));
        var today = pseudonyms.TagOfDay("user", "ada");

        Assert.Equal(today, pseudonyms.TagOfDay("user", "ada"));
        Assert.NotEqual(today, pseudonyms.TagOfDay("session", "ada"));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(today.Split(':')[1], pseudonyms.TagOfDay("user", "ada").Split(':')[1]);
    }

    private static UserActionProcessor Processor(CommentHouse house, params UserActionHandler[] handlers) =>
        Processor(house, new UserActionTally(), handlers);

    private static UserActionProcessor Processor(CommentHouse house, UserActionTally tally, params UserActionHandler[] handlers) => new(
        tally, house.Service<Pseudonyms>(), handlers, house.Scopes, house.Clock, NullLogger<UserActionProcessor>.Instance);

    private static Task ReadAsync(CommentHouse house, int times, string post, string? domain = null)
    {
        var fields = new Dictionary<string, string> { ["post"] = post };
        if (domain is not null)
        {
            fields["referrer_domain"] = domain;
        }

        for (var i = 0; i < times; i++)
        {
            house.Service<UserActionProcessor>().Accept(new UserAction(UserActionTypes.PostRead) { Fields = fields });
        }

        return Task.CompletedTask;
    }

    private static Task WriteAsync(CommentHouse house) =>
        house.Service<UserActionWriter>().WriteAsync(TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<UserActionCell>> ReportAsync(CommentHouse house) => house.InScopeAsync(scope =>
        scope.GetRequiredService<UserActionReport>().ReadAsync(
            UserActionTypes.PostRead, new DateOnly(2028, 2, 1), new DateOnly(2028, 2, 29), TestContext.Current.CancellationToken));
}
