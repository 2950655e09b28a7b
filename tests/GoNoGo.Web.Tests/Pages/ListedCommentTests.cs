using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using GoNoGo.Web.Pages;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>Lists say how many comments each of their posts has, and are made anew exactly when that may have changed.</summary>
public sealed class ListedCommentTests
{
    private const string Count = "a[href$='#comments']";

    public static TheoryData<string> Lists => ["/", "/tags/garden/", "/authors/ada-example/", "/archive/", "/search?q=text"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_says_how_many_comments_a_post_has_and_leads_to_them(string path)
    {
        var counts = new Counts { ["moved"] = 12, ["draft"] = 7 };
        await using var host = await counts.StartAsync();

        var page = await new HtmlParser().ParseDocumentAsync((await host.GetAsync(path)).Body, TestContext.Current.CancellationToken);

        var link = Assert.Single(page.QuerySelectorAll(Count)); // None where a post has none.
        Assert.Equal(("/2026/moved/#comments", "12 comments"), (link.GetAttribute("href"), link.TextContent));
        Assert.Single(counts.Asked);
    }

    [Theory]
    [InlineData("en", 1, "1 comment")]
    [InlineData("en", 1_234, "1,234 comments")]
    [InlineData("de", 1, "1 Kommentar")]
    [InlineData("de", 2, "2 Kommentare")]
    [InlineData("fr", 1, "1 commentaire")]
    [InlineData("fr", 2, "2 commentaires")]
    [InlineData("fr", 1_000_000, "1 000 000 de commentaires")]
    [InlineData("es", 1, "1 comentario")]
    [InlineData("es", 2, "2 comentarios")]
    [InlineData("es", 1_000_000, "1.000.000 de comentarios")]
    public async Task It_is_said_in_the_language_of_the_blog(string language, int count, string said)
    {
        var page = await Rendered.InAsync(Sample.Site with { Language = language }, () => ListAsync(count));

        Assert.Equal(said, page.QuerySelector(Count)!.TextContent.Replace('\u202f', ' ').Replace('\u00a0', ' '));
    }

    [Fact]
    public async Task In_a_list_from_right_to_left_the_words_run_as_they_do()
    {
        var page = await Rendered.InAsync(Sample.Site with { Language = "ar" }, () => ListAsync(2));

        Assert.Equal("rtl", page.DocumentElement.GetAttribute("dir"));
        // The program has no Arabic of its own.
        Assert.Equal("2 comments", page.QuerySelector($".meta > span > {Count} > bdi")!.TextContent);
    }

    [Fact]
    public async Task A_change_of_a_thread_makes_anew_the_lists_that_count_it_and_no_other()
    {
        var counts = new Counts { ["moved"] = 1 };
        await using var host = await counts.StartAsync();
        host.Versions.Listening();
        foreach (var path in new[] { "/", "/page/2/", "/archive/", "/" })
        {
            await host.GetAsync(path);
        }

        Assert.Equal(["moved second", "first", "moved second first"], counts.Asked);
        counts["moved"] = 2;
        host.Versions.Raise("moved");
        foreach (var path in new[] { "/page/2/", "/", "/archive/", "/", "/page/2/", "/archive/" })
        {
            Assert.Equal(path != "/page/2/", (await host.GetAsync(path)).Body.Contains("2 comments", StringComparison.Ordinal));
        }

        Assert.Equal(["moved second", "moved second first"], counts.Asked.Skip(3));
        host.Versions.Raise("elsewhere");
        await host.GetAsync("/");
        Assert.Equal(5, counts.Asked.Count);
    }

    [Fact]
    public async Task The_tag_of_a_list_changes_with_its_counts_and_with_nothing_else_of_a_thread()
    {
        var counts = new Counts { ["moved"] = 1 };
        await using var host = await counts.StartAsync();
        var (_, first) = await TagAsync(host);

        host.Versions.Raise("moved"); // The text of a comment.
        var same = await TagAsync(host, first);
        counts["moved"] = 2;
        host.Versions.Raise("moved");
        var other = await TagAsync(host, first);

        Assert.Equal((HttpStatusCode.NotModified, first), (same.Status, same.Tag));
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.NotEqual(first, other.Tag);
    }

    [Fact]
    public async Task What_changes_while_it_is_counted_is_counted_again()
    {
        var counts = new Counts { ["moved"] = 1 };
        await using var host = await counts.StartAsync();
        host.Versions.Listening();
        counts.Read = () =>
        {
            host.Versions.Raise("moved");
            counts.Read = () => { };
        };
        await host.GetAsync("/");

        counts["moved"] = 2;
        var next = await host.GetAsync("/");

        Assert.Contains("2 comments", next.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_a_list_shows_the_last_counts_or_none()
    {
        var counts = new Counts { ["moved"] = 3, ["first"] = 5 };
        await using var host = await counts.StartAsync();
        await host.GetAsync("/");

        counts.Read = () => throw new SqliteException("away", 14);
        host.Clock.Advance(TimeSpan.FromMinutes(1)); // Nobody tells of changes, so that what is kept is looked at again.
        var kept = await host.GetAsync("/");
        var other = await host.GetAsync("/page/2/");
        host.Versions.Raise("moved");
        var changed = await host.GetAsync("/");
        counts.Read = () => { };
        var back = await host.GetAsync("/page/2/");

        Assert.Contains("3 comments", kept.Body, StringComparison.Ordinal);
        Assert.Equal(200, other.Status);
        Assert.DoesNotContain("#comments", other.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("#comments", changed.Body, StringComparison.Ordinal);
        Assert.Contains("5 comments", back.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_does_not_wait_for_a_database_that_does_not_answer()
    {
        var counts = new Counts { IsSilent = true };
        await using var host = await counts.StartAsync();

        var asking = host.GetAsync("/");
        await Testing.Eventually.HoldsAsync("it counts", () => counts.Asked.Count > 0, TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var answer = await asking;

        Assert.Equal(200, answer.Status);
        Assert.Contains("The post moved", answer.Body, StringComparison.Ordinal);
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> ListAsync(int count) => Rendered.PageAsync<HomePage>(
        ("Posts", new[] { Sample.Post("first") }),
        ("Paging", new Paging("/", 1, 1)),
        ("Comments", new ListedComments(new Dictionary<string, int> { ["first"] = count })));

    private static async Task<(HttpStatusCode Status, string Tag)> TagAsync(PageHost host, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(known));
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.ETag!.Tag);
    }

    /// <summary>The counts of a database made by hand, and what was asked of it.</summary>
    private sealed class Counts : Dictionary<string, int>
    {
        public List<string> Asked { get; } = [];

        public Action Read { get; set; } = () => { };

        public bool IsSilent { get; init; }

        public Task<PageHost> StartAsync() => PageHost.StartAsync(PageEndpointTests.Blog(), CountAsync);

        private async Task<IReadOnlyDictionary<string, int>> CountAsync(IReadOnlyList<string> slugs, CancellationToken cancellationToken)
        {
            Asked.Add(string.Join(' ', slugs));
            if (IsSilent)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            var counts = slugs.Where(ContainsKey).ToDictionary(slug => slug, slug => this[slug]);
            Read();
            return counts;
        }
    }
}
