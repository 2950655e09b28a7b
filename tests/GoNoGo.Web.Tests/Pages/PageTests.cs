using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Web.Pages;
using GoNoGo.Web.Theme;

namespace GoNoGo.Web.Tests.Pages;

public sealed class PageTests
{
    private const string Subresources = "img, link[rel=stylesheet], link[rel=icon], source, video, audio";

    public static TheoryData<string> PageNames => [.. Pages.Keys];

    private static IReadOnlyList<Post> Posts { get; } = [Sample.Post("second"), Sample.Post("first", 40)];

    private static Dictionary<string, Func<Task<IHtmlDocument>>> Pages { get; } = new()
    {
        ["home"] = () => Rendered.PageAsync<HomePage>(("Posts", Posts), ("Paging", new Paging("/", 1, 3))),
        ["post"] = () => PostAsync(Sample.Post("first"), new CommentPage([Sample.Comment(), Sample.Comment(2)], null, 2)),
        ["tags"] = () => Rendered.PageAsync<TagsPage>(("Groups", PostGroups.ByTag(Posts))),
        ["tag"] = () => Rendered.PageAsync<TagPage>(
            ("Group", PostGroups.ByTag(Posts)[0]), ("Posts", Posts), ("Paging", new Paging("/tags/garden/", 1, 1))),
        ["author"] = () => Rendered.PageAsync<AuthorPage>(
            ("Group", PostGroups.ByAuthor(Posts, "Ada")[0]), ("Posts", Posts), ("Paging", new Paging("/authors/ada/", 1, 1))),
        ["archive"] = () => Rendered.PageAsync<ArchivePage>(("Posts", Posts)),
        ["static"] = () => Rendered.PageAsync<StaticContentPage>(("Page", Sample.Page("about"))),
        ["search"] = () => Rendered.PageAsync<SearchPage>(
            ("Query", "text"), ("Results", (IReadOnlyList<SearchHit>)[new(Posts[0], [new("some ", false), new("text", true)])])),
        ["not found"] = () => Rendered.PageAsync<NotFoundPage>(),
        ["error"] = () => Rendered.PageAsync<ErrorPage>(("Status", 500)),
        ["privacy"] = () => Rendered.PageAsync<PrivacyPage>(),
        ["privacy asked"] = () => Rendered.PageAsync<PrivacyPage>((nameof(PrivacyPage.IsAsked), true)),
        ["privacy open"] = () => Rendered.PageAsync<PrivacyOpenPage>(),
        ["privacy check"] = () => Rendered.PageAsync<PrivacyCheckPage>((nameof(PrivacyCheckPage.IsGenuine), true)),
        ["privacy gone"] = () => Rendered.PageAsync<PrivacyGonePage>(),
        ["privacy data"] = () => Rendered.PageAsync<PrivacyDataPage>((nameof(PrivacyDataPage.Model), Sample.PrivacyData)),
        ["privacy policy"] = () => Rendered.PageAsync<PrivacyPolicyPage>((nameof(PrivacyPolicyPage.Notice), Sample.Notice)),
        ["preview"] = () => Rendered.PageAsync<CommentPreviewPage>(
            ("Model", Sample.Form() with { Ticket = "t", PreviewHtml = "<p>Text</p>", Errors = [new("content", "Write something.")] })),
        ["manage"] = () => Rendered.PageAsync<CommentManagePage>(("Model", CommentPageTests.Manage())),
        ["gone"] = () => Rendered.PageAsync<CommentGonePage>(),
    };

    /// <summary>One of the pages in a blog of its own settings.</summary>
    internal static Task<IHtmlDocument> InAsync(string name, SiteSettings site) => Rendered.InAsync(site, Pages[name]);

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task A_page_needs_no_script_no_inline_style_and_nobody_else(string name)
    {
        var page = await Pages[name]();

        Assert.All(
            page.QuerySelectorAll("script:not([type='application/ld+json'])"),
            script => Assert.Contains(script.TextContent, PageScripts.Public.Select(own => own.Text)));
        Assert.Empty(page.QuerySelectorAll("style, [style], iframe, object, embed"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes), one => one.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll(Subresources), element =>
            Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task A_page_can_be_used_without_seeing_it(string name)
    {
        var page = await Pages[name]();

        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.TagName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea"), field =>
            Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), field =>
            Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), part =>
            Assert.NotNull(page.GetElementById(part.GetAttribute("aria-labelledby")!)));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("#content", page.QuerySelector(".skip-link")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Naughty_titles_names_and_tags_stay_text()
    {
        var post = Sample.Post("first", 1, one => one with
        {
            Title = Sample.Naughty,
            Tags = [Sample.Naughty],
            Authors = [Sample.Naughty],
            MetaDescription = Sample.Naughty,
        });
        var site = Sample.Site with { Title = Sample.Naughty, Description = Sample.Naughty };
        var comment = Sample.Comment(1, Sample.Naughty);
        var form = Sample.Form() with { Content = "</textarea>" + Sample.Naughty };
        var model = new PostModel(post, new CommentPage([comment], null, 1), form);

        var page = await Rendered.PageAsync<PostPage>(("Context", Sample.Context(site)), ("Model", model));

        Assert.Empty(page.QuerySelectorAll("[onerror]"));
        Assert.Contains("onerror=alert(1)", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("onerror=alert(1)", page.QuerySelector(".comment-author bdi")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("</textarea>", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_says_what_it_is_to_those_who_link_to_it()
    {
        var post = Sample.Post("first", 1, one => one with { FeaturedImage = "/media/a.png", NoIndex = true, Language = "ar" });

        var page = await Rendered.PageAsync<PostPage>(
            ("Context", Sample.Context() with { OwnLanguage = "ar" }),
            ("Model", new PostModel(post, new CommentPage([], null, 0), Sample.Form())));

        Assert.Equal("The post first – Margin notes", page.Title);
        Assert.Equal("ar", Meta(page, "og:locale"));
        Assert.Equal("https://blog.example/posts/first/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("article", Meta(page, "og:type"));
        Assert.Equal("2026-11-21T12:00:00Z", Meta(page, "article:published_time"));
        Assert.Equal("https://blog.example/media/a.png", Meta(page, "og:image"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("rtl", page.DocumentElement.GetAttribute("dir"));
        Assert.Equal(4, page.QuerySelectorAll("link[rel=alternate]").Length);
    }

    [Fact]
    public async Task Code_can_be_copied_by_a_script_that_the_policy_names_and_other_pages_have_none()
    {
        var code = Sample.Post("first", 1, post => post with { Html = "<pre><code>x</code></pre>" });
        var page = await PostAsync(code, new CommentPage([], null, 0));

        var script = page.QuerySelector(".prose + script")!;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.TextContent)));
        Assert.Contains($"'sha256-{hash}'", ContentSecurityPolicy.Pages, StringComparison.Ordinal);
        Assert.DoesNotContain("<", script.TextContent, StringComparison.Ordinal);
        Assert.Equal("Copy", page.QuerySelector(".prose")!.GetAttribute("data-copy"));
        Assert.Null((await PostAsync(Sample.Post("first"), new CommentPage([], null, 0))).QuerySelector(".prose + script"));
    }

    [Fact]
    public async Task A_post_leads_to_the_parts_of_its_series_to_related_posts_and_tells_what_was_changed()
    {
        var post = Sample.Post("first", 9, one => one with
        {
            Series = "Walks",
            ShowsHistory = true,
            Edits = [new PostEdit(one.PublishedAt.AddDays(-1), "Draft it"), new PostEdit(one.PublishedAt.AddDays(1), "Add <b>bridges</b>")],
        });
        var model = new PostModel(post, new CommentPage([], null, 0), Form: null)
        {
            Series = [post, Sample.Post("second", 8)],
            Related = [Sample.Post("third")],
        };

        var page = await Rendered.PageAsync<PostPage>(("Model", model));
        var quiet = await Rendered.PageAsync<PostPage>(("Model", model with { Post = post with { ShowsHistory = false } }));

        Assert.Equal("Part 1 of 2 of Walks", page.QuerySelector(".series summary")!.TextContent);
        Assert.Equal("/posts/second/", page.QuerySelector(".series a")!.GetAttribute("href"));
        Assert.Equal("/posts/third/", page.QuerySelector(".related a")!.GetAttribute("href"));
        Assert.Equal("Add <b>bridges</b>", Assert.Single(page.QuerySelectorAll(".edits li bdi")).TextContent);
        Assert.Equal("2026-11-14T12:00:00Z", Meta(page, "article:modified_time"));
        Assert.Null(quiet.QuerySelector(".edits"));
    }

    [Fact]
    public void A_blog_with_fonts_and_measures_of_its_own_gets_a_sheet_of_custom_properties()
    {
        var sheet = SiteSheet.Of(Sample.Site with { Theme = new SiteTheme { TextFont = "Georgia", Measure = "40rem" } });

        Assert.Contains("--serif: Georgia, Charter", sheet, StringComparison.Ordinal);
        Assert.Contains("--measure: 40rem;", sheet, StringComparison.Ordinal);
        Assert.Null(SiteSheet.Of(Sample.Site));
    }

    [Fact]
    public async Task Letters_beyond_ascii_are_written_as_themselves()
    {
        var html = await Rendered.HtmlAsync<StaticContentPage>(("Page", Sample.Page("about") with { Title = "Größe عن 漢字" }));

        Assert.Contains("<h1><bdi>Größe عن 漢字</bdi></h1>", html, StringComparison.Ordinal);
    }

    private static string? Meta(IHtmlDocument page, string property) =>
        page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private static Task<IHtmlDocument> PostAsync(Post post, CommentPage comments) =>
        Rendered.PageAsync<PostPage>(("Model", new PostModel(post, comments, Sample.Form())));
}
