using System.Net;
using AngleSharp.Html.Dom;
using GoNoGo.Platform.Privacy;
using GoNoGo.Testing;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Tests.Api;
using GoNoGo.Web.Tests.Comments;

namespace GoNoGo.Web.Tests.Front;

/// <summary>Under a path every address that leaves the server has it: links, forms, redirects, feeds, JSON and mails.</summary>
public sealed class PathBelowTests(PathBelowTests.BlogUnderPath blog) : IClassFixture<PathBelowTests.BlogUnderPath>
{
    private const string Base = "/blog";
    private const string Nowhere = $"{Base}/nothing-here/";
    private const string PublicRoot = "https://garden.example/blog/";

    private static readonly string[] Attributes = ["href", "src", "action", "formaction", "poster"];

    [Fact]
    public async Task Every_address_that_a_reader_comes_to_lies_under_the_path_and_answers()
    {
        var waiting = new Queue<string>([$"{Base}/", $"{Base}/privacy", $"{Base}/admin/sign-in/", Nowhere]);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var path))
        {
            var page = await blog.Reader.OpenAsync(path);
            if (page.Answer.Status is HttpStatusCode.SeeOther)
            {
                // What needs somebody signed in leads to where that is done.
                Assert.StartsWith(Base + "/", page.Answer.Header("Location"), StringComparison.Ordinal);
                continue;
            }

            Assert.True(page.Answer.Status is HttpStatusCode.OK || path == Nowhere, $"{path} {page.Answer.Status}");
            var actions = page.Page.Forms.Select(form => form.GetAttribute("action")).ToHashSet(StringComparer.Ordinal);
            foreach (var address in AddressesOf(page.Page).Where(address => !address.StartsWith(PublicRoot, StringComparison.Ordinal)))
            {
                Assert.True(address.StartsWith(Base + "/", StringComparison.Ordinal), $"{path} leads to {address}");
                var target = address.Split('#')[0];
                if (!actions.Contains(target) && seen.Add(target))
                {
                    waiting.Enqueue(target);
                }
            }
        }

        Assert.True(seen.Count > 20, $"only {seen.Count} addresses were found");
    }

    [Fact]
    public async Task A_comment_goes_its_way_under_the_path()
    {
        var post = await blog.Reader.OpenAsync($"{Base}/posts/post-1/");
        var shown = await blog.Reader.PressAsync(post.Page, "preview", ("content", "Well."));
        blog.Time.Advance(TimeSpan.FromSeconds(20));
        var sent = await blog.Reader.PressAsync(shown.Page, "send", ("gdpr_consent", "true"));
        var own = await blog.Reader.FollowAsync(sent);

        Assert.StartsWith($"{Base}/comments/", sent.Answer.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, own.Answer.Status);
        Assert.Contains($"{PublicRoot}comments/", own.Answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/blog/posts/post-1", "/blog/posts/post-1/")]
    [InlineData("/blog/rss", "/blog/feed.xml")]
    [InlineData("/blog/admin/", "/blog/admin/sign-in/")]
    [InlineData("/posts/post-1", "/blog/posts/post-1/")]
    public async Task Redirects_lead_under_the_path_also_where_the_proxy_has_cut_it(string path, string location) =>
        Assert.Equal(location, (await blog.Reader.AskAsync(path)).Header("Location"));

    [Theory]
    [InlineData("/blog/feed.xml")]
    [InlineData("/blog/atom.xml")]
    [InlineData("/blog/feed.json")]
    [InlineData("/blog/sitemap.xml")]
    public async Task Feeds_and_the_map_of_the_site_name_addresses_under_the_path(string path)
    {
        var answer = await blog.Reader.AskAsync(path);

        Assert.Contains($"{PublicRoot}posts/post-1/", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("garden.example/posts", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("garden.example/images", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_canonical_address_and_the_API_have_the_path()
    {
        var page = await blog.Reader.OpenAsync($"{Base}/posts/post-1/");
        var list = (await blog.Reader.AskAsync($"{Base}/api/v1/posts")).Json;
        var post = (await blog.Reader.AskAsync($"{Base}/api/v1/posts/post-1")).Json;
        var comment = await blog.Reader.AskAsync($"{Base}{"/api/v1/posts/post-1/comments"}");

        Assert.Equal($"{PublicRoot}posts/post-1/", page.Page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"));
        Assert.Equal($"{Base}/api/v1/posts?page=2", list.GetProperty("next").GetString());
        Assert.StartsWith($"{Base}/posts/", list.GetProperty("items")[0].GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Base}/archive/\"", post.GetProperty("content_html").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, comment.Status);
    }

    [Theory]
    [InlineData("""<a href="/x/">/y</a>""", """<a href="/blog/x/">/y</a>""")]
    [InlineData("""<a title=">" href="/x">z</a>""", """<a title=">" href="/blog/x">z</a>""")]
    [InlineData("""<p>href="/x" &lt;a href="/x"></p>""", """<p>href="/x" &lt;a href="/x"></p>""")]
    [InlineData("""<!-- <a href="/x"> --><a href="//cdn/x">z</a>""", """<!-- <a href="/x"> --><a href="//cdn/x">z</a>""")]
    [InlineData(
        """<img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="/a">""",
        """<img src="/blog/a.png" srcset="/blog/a.png 1x, /blog/b.png 2x" alt="/a">""")]
    [InlineData("""<form action="/x"><input value="/x"></form>""", """<form action="/blog/x"><input value="/x"></form>""")]
    [InlineData("""<a href="#x" data-options="/y">2 < 3 """, """<a href="#x" data-options="/blog/y">2 < 3 """)]
    public void Addresses_in_tags_get_the_path_and_text_stays(string inside, string outside) =>
        Assert.Equal(outside, OutsideHtml.Of(inside, Base));

    private static IEnumerable<string> AddressesOf(IHtmlDocument page) =>
        from element in page.All
        from name in Attributes
        let address = element.GetAttribute(name)
        where address is { Length: > 0 } && address[0] is not ('#' or '?')
        select address;

    /// <summary>A blog that readers find below another site.</summary>
    public sealed class BlogUnderPath : ClockedBlog
    {
        protected override IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GoNoGo:Site:BaseUrl"] = "https://garden.example",
            ["GoNoGo:Proxy:BasePath"] = Base,
        };

        public override ValueTask InitializeAsync()
        {
            new KeyFolder(Path.Combine(DataPath, "keys")).Ensure(mayMake: true); // A blog in production makes none by itself.
            return base.InitializeAsync();
        }

        protected override void WriteContent(ContentRepositoryBuilder content)
        {
            base.WriteContent(content);
            content.WritePost("post-1", "Post 1", "See [the archive](/archive/) and [another](post-2.md).", "2026-01-01");
        }
    }
}
