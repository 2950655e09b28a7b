using System.Net;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Tests.Pages;

public sealed class PageEndpointTests
{
    private const string Secret = "SECRETMARKER";

    [Theory]
    [InlineData("/posts/first", "/posts/first/")]
    [InlineData("/Posts/FIRST/", "/posts/first/")]
    [InlineData("/posts/first/index.html", "/posts/first/")]
    [InlineData("/posts/first?after=1", "/posts/first/?after=1")]
    [InlineData("/posts/moved/", "/2026/moved/")]
    [InlineData("/old-home/", "/posts/first/")]
    [InlineData("/about", "/about/")]
    [InlineData("/tags", "/tags/")]
    [InlineData("/tags/GARDEN/", "/tags/garden/")]
    [InlineData("/archive", "/archive/")]
    [InlineData("/search/", "/search")]
    [InlineData("/page/1/", "/")]
    [InlineData("/page/2", "/page/2/")]
    [InlineData("/tags/garden/page/1/", "/tags/garden/")]
    [InlineData("/rss", "/feed.xml")]
    [InlineData("/feed", "/feed.xml")]
    [InlineData("/feed/", "/feed.xml")]
    [InlineData("/index.xml", "/feed.xml")]
    [InlineData("/rss.xml", "/feed.xml")]
    [InlineData("/atom", "/atom.xml")]
    [InlineData("/FEED.xml", "/feed.xml")]
    public async Task An_address_in_another_form_is_answered_with_301(string path, string target)
    {
        await using var host = await PageHost.StartAsync(Blog());

        var answer = await host.GetAsync(path);

        Assert.Equal((301, target), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("/%EF%BF%BE/", 404)]
    [InlineData("/posts/%EF%BF%BE/", 404)]
    [InlineData("/tags/%EF%BF%BE/", 404)]
    [InlineData("/search?q=%EF%BF%BE", 200)]
    public async Task An_address_that_no_framework_can_normalize_is_answered_like_any_other(string path, int status)
    {
        await using var host = await PageHost.StartAsync(Blog());

        Assert.Equal(status, (await host.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page/2/")]
    [InlineData("/posts/first/")]
    [InlineData("/2026/moved/")]
    [InlineData("/about/")]
    [InlineData("/tags/")]
    [InlineData("/tags/garden/")]
    [InlineData("/authors/ada-example/")]
    [InlineData("/archive/")]
    [InlineData("/search?q=text")]
    [InlineData("/privacy")]
    [InlineData("/privacy-policy")]
    [InlineData("/feed.xml")]
    [InlineData("/atom.xml")]
    [InlineData("/feed.json")]
    [InlineData("/tags/garden/feed.xml")]
    [InlineData("/posts/first/comments.atom")]
    [InlineData("/sitemap.xml")]
    [InlineData("/robots.txt")]
    [InlineData("/.well-known/security.txt")]
    public async Task A_page_is_there_keeps_drafts_to_itself_and_can_be_asked_for_again(string path)
    {
        await using var host = await PageHost.StartAsync(Blog());
        var cancel = TestContext.Current.CancellationToken;

        using var first = await host.Client.GetAsync(new Uri(path, UriKind.Relative), cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await host.Client.SendAsync(again, cancel);
        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using var third = await host.Client.SendAsync(head, cancel);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("utf-8", first.Content.Headers.ContentType!.CharSet);
        Assert.DoesNotContain(Secret, await first.Content.ReadAsStringAsync(cancel), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Empty(await third.Content.ReadAsByteArrayAsync(cancel));
    }

    [Theory]
    [InlineData("/posts/draft/")]
    [InlineData("/posts/draft")]
    [InlineData("/posts/draft/comments.atom")]
    [InlineData("/posts/future/")]
    [InlineData("/to-draft/")]
    [InlineData("/posts/unknown/")]
    [InlineData("/tags/secretmarker/")]
    [InlineData("/tags/secretmarker/feed.xml")]
    [InlineData("/authors/nobody/")]
    [InlineData("/page/99/")]
    [InlineData("/page/0/")]
    [InlineData("/page/x/")]
    [InlineData("/_/theme-0.css")]
    [InlineData("/nothing")]
    [InlineData("/%3Cscript%3E")]
    public async Task What_is_not_published_is_a_404_with_a_page(string path)
    {
        await using var host = await PageHost.StartAsync(Blog());

        var answer = await host.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Assert.Contains("Page not found", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Before_the_first_snapshot_a_reader_is_asked_to_wait()
    {
        await using var host = await PageHost.StartAsync(null);

        using var response = await host.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_style_sheets_a_page_names_are_there_for_ever()
    {
        var colors = new Dictionary<string, string> { ["accent"] = "#f5c400" };
        await using var host = await PageHost.StartAsync(Sample.Snapshot([Sample.Post("first")], Sample.Site with { Colors = colors }));
        var home = (await host.GetAsync("/")).Body;
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(home, TestContext.Current.CancellationToken);

        var sheets = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(3, sheets.Count);
        foreach (var sheet in sheets)
        {
            using var response = await host.Client.GetAsync(new Uri(sheet, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for()
    {
        await using var host = await PageHost.StartAsync(Blog());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/media/film.mp4") { Headers = { Range = new(1, 2) } };

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal([2, 3], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_picture_that_could_run_a_script_is_shut_in()
    {
        await using var host = await PageHost.StartAsync(Blog());

        using var response = await host.Client.GetAsync("/media/drawing.svg", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith("sandbox", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip, deflate, br")] // As browsers say it.
    [InlineData("gzip")]
    public async Task A_post_without_pictures_weighs_under_15_kilobytes_with_all_that_it_loads(string encoding)
    {
        await using var host = await PageHost.StartAsync(Blog(), Sample.Comment());
        var page = (await host.GetAsync("/posts/second/")).Body;
        var document = await new HtmlParser().ParseDocumentAsync(page, TestContext.Current.CancellationToken);
        var loaded = document.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src") ?? "");

        var weight = 0;
        foreach (var path in loaded.Prepend("/posts/second/"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            weight += (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        Assert.InRange(weight, 1, 15 * 1024);
    }

    [Fact]
    public async Task A_reply_link_sets_the_comment_that_is_answered()
    {
        var comment = Sample.Comment();
        await using var host = await PageHost.StartAsync(Blog(), comment);

        var answer = await host.GetAsync($"/posts/first/?reply={comment.Id}");

        Assert.Contains($"name=\"parent_id\" value=\"{comment.Id}\"", answer.Body, StringComparison.Ordinal);
    }

    internal static Snapshot Blog() => Sample.Snapshot(
        [
            Sample.Post("first", 3),
            Sample.Post("second", 2),
            Sample.Post("moved", 1, post => post with { Address = "/2026/moved/" }),
            Sample.Post("draft", 1, post => Hidden(post) with { IsDraft = true }),
            Sample.Post("future", 1, post => Hidden(post) with { PublishedAt = Sample.Now.AddHours(1) }),
            Sample.Post("expired", 9, post => Hidden(post) with { ExpiresAt = Sample.Now }),
        ],
        more: new Dictionary<string, Destination>
        {
            ["/old-home/"] = new MovedDestination("/posts/first/"),
            ["/to-draft/"] = new MovedDestination("/posts/draft/"),
            ["/media/film.mp4"] = new AssetDestination(new Asset("/media/film.mp4", "film.mp4", "abc", "video/mp4", 4)),
            ["/media/drawing.svg"] = new AssetDestination(new Asset("/media/drawing.svg", "drawing.svg", "abc", "image/svg+xml", 4)),
        },
        pages: Sample.Page("about"));

    private static Post Hidden(Post post) =>
        post with { Title = Secret, PlainText = $"Text {Secret}", Tags = ["Garden", Secret], Excerpt = Secret };
}
