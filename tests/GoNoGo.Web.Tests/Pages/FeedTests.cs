using System.Text.Json;
using System.Xml.Linq;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Tests.Pages;

public sealed class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task The_rss_feed_holds_the_full_text_with_addresses_in_full()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([NaughtyPost()]));

        var channel = XDocument.Parse((await host.GetAsync("/feed.xml")).Body).Root!.Element("channel")!;

        var item = Assert.Single(channel.Elements("item"));
        Assert.Equal("https://blog.example/feed.xml", channel.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Equal(Sample.Naughty.Replace("\u0007", "", StringComparison.Ordinal), item.Element("title")!.Value);
        Assert.Contains("href=\"https://blog.example/posts/first/\"", item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
        Assert.Contains("src=\"https://blog.example/media/a.png\"", item.Element(Content + "encoded")!.Value, StringComparison.Ordinal);
        Assert.Equal("tag:blog.example,2026-11-21:first", item.Element("guid")!.Value);
        Assert.Equal("Sat, 21 Nov 2026 12:00:00 GMT", item.Element("pubDate")!.Value);
    }

    [Fact]
    public async Task The_atom_feed_names_authors_and_changes()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([NaughtyPost() with { UpdatedAt = Sample.Now }]));

        var feed = XDocument.Parse((await host.GetAsync("/atom.xml")).Body).Root!;

        Assert.Equal("2026-11-22T12:00:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Equal("Ada Example", feed.Element(Atom + "entry")!.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal("html", feed.Element(Atom + "entry")!.Element(Atom + "content")!.Attribute("type")!.Value);
    }

    [Fact]
    public async Task The_json_feed_is_of_version_1_1()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([NaughtyPost()]));

        using var feed = JsonDocument.Parse((await host.GetAsync("/feed.json")).Body);

        Assert.Equal("https://jsonfeed.org/version/1.1", feed.RootElement.GetProperty("version").GetString());
        Assert.Equal(Sample.Naughty, feed.RootElement.GetProperty("items")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_feed_ends_after_the_twenty_newest_posts_and_the_map_does_not()
    {
        var posts = Enumerable.Range(1, 30).Select(day => Sample.Post($"p{day}", day)).ToList();
        await using var host = await PageHost.StartAsync(Sample.Snapshot(posts, null, null, Sample.Page("about")));

        var items = XDocument.Parse((await host.GetAsync("/tags/garden/feed.xml")).Body).Descendants("item").ToList();
        var map = XDocument.Parse((await host.GetAsync("/sitemap.xml")).Body);
        var addresses = map.Descendants(Map + "loc").Select(one => one.Value).ToList();

        Assert.Equal(20, items.Count);
        Assert.Equal("The post p1", items[0].Element("title")!.Value);
        Assert.Equal(33, addresses.Count);
        Assert.Contains("https://blog.example/about/", addresses);
        Assert.Contains("https://blog.example/tags/garden/", addresses);
    }

    [Fact]
    public async Task The_comment_feed_leaves_tombstones_out()
    {
        var erased = Sample.Comment() with { Author = null };
        var blog = Sample.Snapshot([Sample.Post("first")]);
        await using var host = await PageHost.StartAsync(blog, erased, Sample.Comment(2, Sample.Naughty));

        var feed = XDocument.Parse((await host.GetAsync("/posts/first/comments.atom")).Body).Root!;

        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Contains("onerror", entry.Element(Atom + "author")!.Element(Atom + "name")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_files_name_the_map_and_the_contact()
    {
        await using var host = await PageHost.StartAsync(Sample.Snapshot([]));

        Assert.Contains("Sitemap: https://blog.example/sitemap.xml", (await host.GetAsync("/robots.txt")).Body, StringComparison.Ordinal);
        Assert.StartsWith("Contact: mailto:", (await host.GetAsync("/.well-known/security.txt")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C#", "csharp")]
    [InlineData("C++", "cplusplus")]
    [InlineData("  Small Tools! ", "small-tools")]
    [InlineData("Écriture", "écriture")]
    [InlineData("قراءة", "قراءة")]
    [InlineData("!!!", "-")]
    public void A_tag_becomes_a_segment(string tag, string segment) => Assert.Equal(segment, PostGroups.Segment(tag));

    [Theory]
    [InlineData("#f5c400", "#fdfcf9")]
    [InlineData("#101010", "#171614")]
    [InlineData("#777", "#808080")]
    public void A_colour_is_moved_until_it_can_be_read(string color, string background)
    {
        var ground = Color.Parse(background)!.Value;

        Assert.True(Color.Parse(color)!.Value.ReadableOn(ground).ContrastTo(ground) >= Color.ReadableContrast);
    }

    private static Post NaughtyPost() => Sample.Post("first", 1, post => post with { Title = Sample.Naughty, Tags = [Sample.Naughty] });
}
