using AngleSharp.Html.Dom;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Web.Pages;

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

        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json']), style, [style], iframe, object, embed"));
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

        var page = await PostAsync(post, new CommentPage([], null, 0));

        Assert.Equal("The post first – Margin notes", page.Title);
        Assert.Equal("https://blog.example/posts/first/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("article", Meta(page, "og:type"));
        Assert.Equal("2026-11-21T12:00:00Z", Meta(page, "article:published_time"));
        Assert.Equal("https://blog.example/media/a.png", Meta(page, "og:image"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("rtl", page.DocumentElement.GetAttribute("dir"));
        Assert.Equal(4, page.QuerySelectorAll("link[rel=alternate]").Length);
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
