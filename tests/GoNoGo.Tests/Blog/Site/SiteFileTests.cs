using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;

namespace GoNoGo.Tests.Blog.Site;

public sealed class SiteFileTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        var (site, problems) = Read(
            """
            title: My blog
            description: About things
            author: Ada
            language: de-AT
            time_zone: Europe/Vienna
            posts_per_page: 5
            navigation:
              - {title: About, url: /about/}
              - title: Code
                url: https://example.org/
            logo: /logo.svg
            colors: {accent: "#0050a0"}
            theme: {text_font: "'Iowan Old Style', Georgia", measure: 38rem, radius: 0, text_size: 18px, line_height: 1.7}
            history: true
            stylesheet: /style.css
            posts: blog/posts/
            permalink: /:year/:slug/
            license: CC BY 4.0
            controller: {name: Ada, email: ada@example.org, address: Somewhere 1}
            """);
        Assert.Empty(problems);
        Assert.Equal(("My blog", "About things", "Ada", "de-AT"), (site.Title, site.Description, site.Author, site.Language));
        Assert.Equal(("Europe/Vienna", 5, "/logo.svg"), (site.TimeZone.Id, site.PostsPerPage, site.Logo));
        Assert.Equal([new NavigationLink("About", "/about/"), new NavigationLink("Code", "https://example.org/")], site.Navigation);
        Assert.Equal("#0050a0", site.Colors["accent"]);
        Assert.Equal(
            new SiteTheme
            {
                TextFont = "'Iowan Old Style', Georgia",
                Measure = "38rem",
                Radius = "0",
                TextSize = "18px",
                LineHeight = "1.7",
            },
            site.Theme);
        Assert.True(site.ShowsHistory);
        Assert.Equal(("/style.css", "blog/posts", "/:year/:slug/"), (site.Stylesheet, site.PostsFolder, site.Permalink));
        Assert.Equal(new Controller("Ada", "ada@example.org", "Somewhere 1"), site.Controller);
    }

    [Fact]
    public void A_navigation_may_be_a_map() =>
        Assert.Equal([new NavigationLink("About", "/about/")], Read("navigation:\n  About: /about/").Settings.Navigation);

    [Theory]
    [InlineData("titel: x", "unknown_key", "'title'")]
    [InlineData("time_zone: Mars/Olympus", "wrong_type", "time zone")]
    [InlineData("posts_per_page: many", "wrong_type", "number")]
    [InlineData("posts_per_page: 0", "wrong_type", "number")]
    [InlineData("colors: {accent: red}", "wrong_type", "colour")]
    [InlineData("colors: {'accent;x': '#fff'}", "unknown_key", "'accent'")]
    [InlineData("colors: {acent: '#fff'}", "unknown_key", "'accent'")]
    [InlineData("colors: {backgruond: '#fff'}", "unknown_key", "'background'")]
    [InlineData("language: english", "wrong_type", "de-AT")]
    [InlineData("language: klingon", "wrong_type", "de-AT")]
    [InlineData("language: xx", "wrong_type", "de-AT")]
    [InlineData("language: de-", "wrong_type", "de-AT")]
    [InlineData("mail: {english: {}}", "wrong_type", "language")]
    [InlineData("navigation: [{title: x, url: 'javascript:x'}]", "wrong_type", "links")]
    [InlineData("stylesheet: https://other.example/x.css", "wrong_type", "slash")]
    [InlineData("posts: ../x", "wrong_type", "folder")]
    [InlineData("permalink: /:year/", "wrong_permalink", ":slug")]
    [InlineData("controller: {nmae: x}", "unknown_key", "'name'")]
    [InlineData("title: [x]", "wrong_type", "text")]
    [InlineData("theme: {measure: 12rem}", "wrong_type", "20rem")]
    [InlineData("theme: {measure: '38rem;}'}", "wrong_type", "20rem")]
    [InlineData("theme: {radius: red}", "wrong_type", "3rem")]
    [InlineData("theme: {text_size: 90px}", "wrong_type", "1.6rem")]
    [InlineData("theme: {line_height: 1e0}", "wrong_type", "2.2")]
    [InlineData("theme: {text_font: 'x; } body { display: none'}", "wrong_type", "fonts")]
    [InlineData("theme: {text_font: '\"Open'}", "wrong_type", "fonts")]
    [InlineData("theme: {measur: x}", "unknown_key", "'measure'")]
    [InlineData("theme: dark", "wrong_type", "map")]
    [InlineData("history: sometimes", "wrong_type", "true or false")]
    public void What_is_wrong_is_reported_by_line_and_the_rest_counts(string line, string code, string why)
    {
        var (site, problems) = Read($"description: kept\n{line}");
        Assert.Equal("kept", site.Description);
        var reported = problems.First(problem => problem.Code == code && problem.Line == 2);
        Assert.Contains(why, reported.Message, StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.Equal(("site.yaml", ContentProblemSeverity.Warning), (problem.Path, problem.Severity)));
    }

    [Fact]
    public void A_broken_file_leaves_the_defaults()
    {
        var (site, problems) = Read("title: x\n bad: [");
        Assert.Equal(SiteSettings.Default, site);
        Assert.Equal(ContentProblemSeverity.Refused, Assert.Single(problems).Severity);
    }

    private static (SiteSettings Settings, IReadOnlyList<ContentProblem> Problems) Read(string yaml) =>
        SiteFile.Read(new SourceFile("site.yaml", "0", Encoding.UTF8.GetBytes(yaml)));
}
