using GoNoGo.Comments;
using GoNoGo.Web.Pages.Keeping;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>Public pages are made once and kept, and never show what is no longer so.</summary>
public sealed class KeptPageTests
{
    private const string Post = "/posts/first/";
    private const int Crowd = 50;

    [Fact]
    public async Task A_page_is_made_once_however_many_ask_for_it_at_the_same_time()
    {
        var reads = 0;
        var gate = new TaskCompletionSource();
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog(), async _ =>
        {
            Interlocked.Increment(ref reads);
            await gate.Task;
            return Comments("Well said.");
        });

        var answers = Enumerable.Range(0, Crowd).Select(number => host.GetAsync($"{Post}?utm_source={number}")).ToList();
        await Testing.Eventually.HoldsAsync("somebody reads", () => reads > 0, TestContext.Current.CancellationToken);
        gate.SetResult();
        var bodies = (await Task.WhenAll(answers)).Select(answer => answer.Body).Distinct().ToList();
        await host.GetAsync(Post);

        Assert.Equal(1, reads);
        Assert.Contains("Well said.", Assert.Single(bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_after_a_change_never_gets_what_was_begun_before_it()
    {
        var text = "Before.";
        var gate = new TaskCompletionSource();
        var reads = 0;
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog(), async _ =>
        {
            var read = Comments(text);
            if (Interlocked.Increment(ref reads) == 1)
            {
                await gate.Task;
            }

            return read;
        });

        var early = host.GetAsync(Post);
        await Testing.Eventually.HoldsAsync("somebody reads", () => reads > 0, TestContext.Current.CancellationToken);
        text = "After.";
        host.Versions.Raise("first");
        var late = await host.GetAsync(Post);
        gate.SetResult();
        await early;
        var last = await host.GetAsync(Post);

        Assert.Contains("After.", late.Body, StringComparison.Ordinal);
        Assert.Contains("After.", last.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_one_post_makes_no_other_page_anew()
    {
        var reads = new List<string>();
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog(), slug =>
        {
            reads.Add(slug);
            return Task.FromResult(Comments("Well said."));
        });
        await host.GetAsync(Post);
        await host.GetAsync("/posts/second/");

        host.Versions.Raise("first");
        await host.GetAsync(Post);
        await host.GetAsync("/posts/second/");

        Assert.Equal(["first", "second", "first"], reads);
    }

    [Fact]
    public async Task A_kept_page_stays_while_the_database_is_away_and_another_says_what_is_missing()
    {
        var isAway = false;
        await using var host = await PageHost.StartAsync(
            PageEndpointTests.Blog(),
            _ => isAway ? throw new SqliteException("away", 14) : Task.FromResult(Comments("Well said.")));
        await host.GetAsync(Post);

        isAway = true;
        host.Clock.Advance(TimeSpan.FromMinutes(1)); // Nobody tells of changes, so that what is kept is looked at again.
        var kept = await host.GetAsync(Post);
        var other = await host.GetAsync("/posts/second/");
        isAway = false;
        var back = await host.GetAsync("/posts/second/");

        Assert.Contains("Well said.", kept.Body, StringComparison.Ordinal);
        Assert.Contains("cannot be shown at the moment", other.Body, StringComparison.Ordinal);
        Assert.Contains("Well said.", back.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_to_have_changed_is_not_shown_again_though_the_database_is_away()
    {
        var isAway = false;
        await using var host = await PageHost.StartAsync(
            PageEndpointTests.Blog(),
            _ => isAway ? throw new SqliteException("away", 14) : Task.FromResult(Comments("To be erased.")));
        await host.GetAsync(Post);

        host.Versions.Raise("first");
        Assert.False(host.Cache.Holds(Post)); // Nor does it lie in memory any longer.
        isAway = true;
        var after = await host.GetAsync(Post);

        Assert.DoesNotContain("To be erased.", after.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_nobody_tells_of_other_processes_a_page_is_kept_for_a_second()
    {
        var reads = 0;
        await using var host = await PageHost.StartAsync(
            PageEndpointTests.Blog(), _ => Task.FromResult(Comments($"Number {++reads}.")));

        await host.GetAsync(Post);
        await host.GetAsync(Post);
        var withinASecond = reads;
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.GetAsync(Post);
        var afterASecond = reads;
        host.Versions.Listening();
        await host.GetAsync(Post);
        host.Clock.Advance(TimeSpan.FromMinutes(50));
        await host.GetAsync(Post);

        Assert.Equal((1, 2, 3), (withinASecond, afterASecond, reads));
    }

    [Fact]
    public async Task Each_reading_is_counted_also_of_a_kept_page()
    {
        var noted = new List<string>();
        await using var host = await PageHost.StartAsync(
            PageEndpointTests.Blog(), _ => Task.FromResult(Comments("Well said.")), action => noted.Add(action.Fields["post"]));

        await host.GetAsync(Post);
        await host.GetAsync(Post);
        await host.GetAsync($"{Post}?after={Sample.CommentId}");
        await host.GetAsync("/posts/first/comments.atom");

        Assert.Equal(["first", "first", "first"], noted);
    }

    [Fact]
    public async Task Unknown_paths_and_queries_fill_no_memory()
    {
        await using var host = await PageHost.StartAsync(PageEndpointTests.Blog());
        await host.GetAsync(Post);
        var before = host.Cache.Count;

        for (var number = 0; number < 100; number++)
        {
            await host.GetAsync($"/nothing-{number}/");
            await host.GetAsync($"/tags/nothing-{number}/");
            await host.GetAsync($"{Post}?q={number}");
            await host.GetAsync($"{Post}?after={Guid.NewGuid()}");
            await host.GetAsync($"/search?q={number}");
        }

        Assert.Equal(before, host.Cache.Count);
    }

    [Fact]
    public async Task What_is_asked_for_least_goes_first_and_memory_stays_bounded()
    {
        const int Pages = 40;
        var posts = Enumerable.Range(0, Pages)
            .Select(number => Sample.Post($"post-{number}", change: post => post with { Html = $"<p>{new string('a', 100_000)}</p>" }));
        await using var host = await PageHost.StartAsync(
            Sample.Snapshot([.. posts]), _ => Task.FromResult(Comments("Well said.")), options: new PageOptions { CacheMegabytes = 1 });

        for (var number = 0; number < Pages; number++)
        {
            await host.GetAsync($"/posts/post-{number}/");
            Assert.InRange(host.Cache.Bytes, 1, 1024 * 1024);
        }

        Assert.True(host.Cache.Holds($"/posts/post-{Pages - 1}/"));
        Assert.False(host.Cache.Holds("/posts/post-0/"));
    }

    private static CommentPage Comments(string text) => new([Sample.Comment(html: $"<p>{text}</p>")], null, 1);
}
