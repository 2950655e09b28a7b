using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Web.Tests.Pages;

/// <summary>What pages say to search engines and to other programs that collect them.</summary>
public sealed class DiscoveryTests
{
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_says_in_the_words_of_schema_org_what_it_is_and_nothing_in_it_ends_its_element()
    {
        var post = Sample.Post("first", 1, one => one with
        {
            Title = "</script><script>alert(1)</script><!--",
            Tags = ["garden", "Größe"],
            FeaturedImage = "/media/a.png",
            UpdatedAt = Sample.Now,
        });
        await using var host = await PageHost.StartAsync(Sample.Snapshot([post]));

        var page = await new HtmlParser().ParseDocumentAsync((await host.GetAsync("/posts/first/")).Body, Cancelled);
        using var data = JsonDocument.Parse(Assert.Single(page.QuerySelectorAll("script[type='application/ld+json']")).TextContent);

        var root = data.RootElement;
        Assert.Equal("BlogPosting", root.GetProperty("@type").GetString());
        Assert.Equal(post.Title, root.GetProperty("headline").GetString());
        Assert.Equal("https://blog.example/posts/first/", root.GetProperty("mainEntityOfPage").GetString());
        Assert.Equal("2026-11-22T12:00:00Z", root.GetProperty("dateModified").GetString());
        Assert.Equal("https://blog.example/media/a.png", root.GetProperty("image").GetString());
        Assert.Equal(["garden", "Größe"], root.GetProperty("keywords").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("Ada Example", root.GetProperty("author")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_start_page_says_how_the_blog_is_searched_and_no_other_page_of_a_list_does()
    {
        var posts = Enumerable.Range(1, 30).Select(day => Sample.Post($"p{day}", day)).ToList();
        await using var host = await PageHost.StartAsync(Sample.Snapshot(posts));

        Assert.Contains("https://blog.example/search?q={search_term_string}", (await host.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", (await host.GetAsync("/page/2/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_says_what_it_leads_to_and_the_page_for_ones_own_data_is_not_to_be_listed()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([Sample.Post("one"), Sample.Post("two", 2)]));

        var tag = await new HtmlParser().ParseDocumentAsync((await host.GetAsync("/tags/garden/")).Body, Cancelled);
        var own = await new HtmlParser().ParseDocumentAsync((await host.GetAsync("/privacy")).Body, Cancelled);

        var description = tag.QuerySelector("meta[name=description]")?.GetAttribute("content");
        Assert.Equal(["The post one", "The post two"], description?.Split(" · ").Order(StringComparer.Ordinal));
        Assert.Equal("noindex", own.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
    }

    [Fact]
    public async Task A_post_in_several_languages_leads_to_each_that_is_published_and_so_does_the_map()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([
            Sample.Post("greeting", 1, InLanguage(null)),
            Sample.Post("gruss", 1, InLanguage("de")),
            Sample.Post("saludo", 1, post => InLanguage("es")(post) with { IsDraft = true }),
            Sample.Post("other"),
        ]));

        var page = await new HtmlParser().ParseDocumentAsync((await host.GetAsync("/posts/gruss/")).Body, Cancelled);
        var map = XDocument.Parse((await host.GetAsync("/sitemap.xml")).Body);

        Assert.Equal(
            [
                ("de", "https://blog.example/posts/gruss/"),
                ("en", "https://blog.example/posts/greeting/"),
                ("x-default", "https://blog.example/posts/greeting/"),
            ],
            page.QuerySelectorAll("link[hreflang]").Select(link => (link.GetAttribute("hreflang"), link.GetAttribute("href"))));
        Assert.Equal("English", page.QuerySelector("nav[aria-label='In anderen Sprachen'] a[href='/posts/greeting/']")!.TextContent);
        var entries = map.Descendants(Map + "url").ToDictionary(url => url.Element(Map + "loc")!.Value);
        Assert.Equal(
            ["de", "en", "x-default"],
            entries["https://blog.example/posts/greeting/"].Elements(Html + "link").Select(link => link.Attribute("hreflang")!.Value));
        Assert.Empty(entries["https://blog.example/posts/other/"].Elements(Html + "link"));
        Assert.DoesNotContain("hreflang", (await host.GetAsync("/posts/other/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_dates_pages_by_their_changes_and_what_is_not_to_be_listed_dates_nothing_and_brings_no_tag()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([
            Sample.Post("hidden", 1, post => post with { NoIndex = true, Tags = ["Garden", "Secret"] }),
            Sample.Post("shown", 3),
        ], null, null, Sample.Page("about") with { UpdatedAt = Sample.Now }, Sample.Page("imprint")));

        var map = XDocument.Parse((await host.GetAsync("/sitemap.xml")).Body);

        var day = "2026-11-19T12:00:00Z";
        Assert.Equal(
            [
                ("https://blog.example/", day),
                ("https://blog.example/posts/shown/", day),
                ("https://blog.example/about/", "2026-11-22T12:00:00Z"),
                ("https://blog.example/imprint/", null),
                ("https://blog.example/tags/garden/", day),
            ],
            map.Descendants(Map + "url").Select(url => (url.Element(Map + "loc")!.Value, url.Element(Map + "lastmod")?.Value)));
    }

    [Fact]
    public async Task Who_collects_texts_for_training_is_asked_to_stay_away_where_the_blog_says_so_and_search_engines_are_not()
    {
        await using var open = await PageHost.StartAsync(Sample.Snapshot([Sample.Post("first")]));
        await using var refusing = await PageHost.StartAsync(
            Sample.Snapshot([Sample.Post("first")], Sample.Site with { RefusesAICrawlers = true }));

        var robots = (await refusing.GetAsync("/robots.txt")).Body;
        Assert.Contains("User-agent: GPTBot\n", robots, StringComparison.Ordinal);
        Assert.Contains("Timpibot\nDisallow: /\n\nSitemap: ", robots, StringComparison.Ordinal);
        Assert.StartsWith("User-agent: *\nDisallow: /admin/\n", robots, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"tdm-reservation\" content=\"1\">", (await refusing.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("GPTBot", (await open.GetAsync("/robots.txt")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("tdm-reservation", (await open.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    private static Func<Post, Post> InLanguage(string? language) =>
        post => post with { Language = language, TranslationKey = "greeting" };
}
