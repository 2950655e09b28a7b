using GoNoGo.Blog.Content;
using LibGit2Sharp;

namespace GoNoGo.Tests.Blog.Content;

public sealed class PlacementTests : IDisposable
{
    private readonly ContentRepository repository = new();

    [Theory]
    [InlineData("2024-05-06-first-frost.md", "", "first-frost", "/posts/first-frost/")]
    [InlineData("garden/index.md", "", "garden", "/posts/garden/")]
    [InlineData("a.md", "slug: Other Name", "other-name", "/posts/other-name/")]
    [InlineData("a.md", "permalink: /2019/Old-Friend.html", "old-friend", "/2019/Old-Friend/")]
    [InlineData("a.md", "path: inside/2022/01/x", "x", "/inside/2022/01/x/")]
    [InlineData("a.md", "url: https://example.org/deep/y/", "y", "/deep/y/")]
    [InlineData("a.md", "permalink: /:year/:title/", "a", "/2024/a/")]
    public void A_post_stands_where_its_author_means(string name, string frontMatter, string slug, string address)
    {
        var post = Assert.Single(BlogBuild.Of(repository.Post(name, "T", more: frontMatter)).Posts);

        Assert.Equal((slug, address), (post.Slug, post.Address));
    }

    [Fact]
    public void The_sites_pattern_gives_the_address()
    {
        repository.Write("site.yaml", "permalink: /:year/:month/:slug/\n").Post("a.md", "A", "2024-05-06");

        Assert.Equal("/2024/05/a/", Assert.Single(BlogBuild.Of(repository).Posts).Address);
    }

    [Fact]
    public void The_older_post_keeps_the_slug_and_the_later_takes_its_date()
    {
        repository.Post("2024-05-06-week.md", "Later", "2024-05-06").Post("2023-01-02-week.md", "Older", "2023-01-02");

        var slugs = BlogBuild.Of(repository).Posts.ToDictionary(post => post.Title, post => post.Slug);

        Assert.Equal(("week", "2024-05-06-week"), (slugs["Older"], slugs["Later"]));
    }

    [Fact]
    public void The_later_post_takes_its_folder_before_its_date()
    {
        repository.Post("week.md", "Older", "2023-01-02").Post("notes/week.md", "Later", "2024-05-06");

        Assert.Contains(BlogBuild.Of(repository).Posts, post => post is { Title: "Later", Slug: "notes-week" });
    }

    [Fact]
    public void A_pattern_with_a_date_keeps_the_plain_name_in_both_addresses()
    {
        repository.Write("site.yaml", "permalink: /:year/:slug/\n")
            .Post("2024-05-06-week.md", "Later", "2024-05-06").Post("2023-01-02-week.md", "Older", "2023-01-02");

        Assert.Equal(["/2024/week/", "/2023/week/"], BlogBuild.Of(repository).Posts.Select(post => post.Address));
    }

    [Fact]
    public void Two_claims_of_one_address_are_a_problem_of_both()
    {
        repository.Post("a.md", "A", more: "path: /same/").Post("b.md", "B", more: "path: /same").Post("c.md", "C");

        var snapshot = BlogBuild.Of(repository);

        Assert.Equal("C", Assert.Single(snapshot.Posts).Title);
        Assert.Equal(
            [("content/posts/a.md", "address_taken"), ("content/posts/b.md", "address_taken")],
            snapshot.Problems.Select(problem => (problem.Path, problem.Code)));
    }

    [Theory]
    [InlineData("/tags/x/")]
    [InlineData("/Admin/")]
    [InlineData("/_internal/x/")]
    [InlineData("/")]
    public void A_reserved_address_is_refused(string address)
    {
        var snapshot = BlogBuild.Of(repository.Post("a.md", "A", more: $"path: {address}"));

        Assert.Empty(snapshot.Posts);
        Assert.Equal("address_reserved", Assert.Single(snapshot.Problems).Code);
    }

    [Theory]
    [InlineData("/posts/first")]
    [InlineData("/posts/FIRST/")]
    [InlineData("/posts/first/index.html")]
    [InlineData("/posts/first.html")]
    [InlineData("/2019/05/old.html")]
    [InlineData("/2019/05/old/")]
    [InlineData("/former/")]
    public void Other_ways_to_write_an_address_lead_to_it(string path)
    {
        repository.Post("first.md", "First", more: "aliases: [2019/05/old.html]");
        using var build = new BlogBuild(repository);
        var snapshot = build.Run(repository.Commit(), former: new() { ["/former/"] = "first" }).Snapshot;

        Assert.Equal(new MovedDestination("/posts/first/"), snapshot.Find(path, BlogBuild.Now));
        Assert.Empty(snapshot.Problems);
    }

    [Fact]
    public void Nothing_leads_to_a_draft()
    {
        repository.Post("first.md", "First", more: "draft: true\naliases: [/old/]").Post("_drafts/second.md", "Second");
        var snapshot = BlogBuild.Of(repository);

        Assert.Null(snapshot.Find("/old/", BlogBuild.Now));
        Assert.Null(snapshot.Find("/posts/first", BlogBuild.Now));
        Assert.All(snapshot.Posts, post => Assert.True(post.IsDraft));
    }

    [Fact]
    public void An_alias_where_a_page_stands_is_dropped_with_a_warning_and_makes_no_loop()
    {
        repository.Post("a.md", "A", more: "aliases: [/posts/b/]").Post("b.md", "B", more: "aliases: [/posts/a/]");
        var snapshot = BlogBuild.Of(repository);

        Assert.All(snapshot.Problems,
            problem => Assert.Equal(("alias_dropped", ContentProblemSeverity.Warning), (problem.Code, problem.Severity)));
        Assert.IsType<PostDestination>(snapshot.Find("/posts/a/", BlogBuild.Now));
        Assert.IsType<PostDestination>(snapshot.Find("/posts/b/", BlogBuild.Now));
    }

    [Fact]
    public void Pages_stand_beside_the_posts_and_are_none()
    {
        repository.Post("a.md", "A").Write("content/pages/about.md", "# About\n").Write("content/pages/team/index.md", "# Team\n");
        var snapshot = BlogBuild.Of(repository);

        Assert.Equal(["/about/", "/team/"], snapshot.Pages.Select(page => page.Address).Order());
        Assert.Single(snapshot.Posts);
        Assert.IsType<PageDestination>(snapshot.Find("/about/", BlogBuild.Now));
    }

    [Fact]
    public void Pages_inside_the_posts_folder_are_pages()
    {
        repository.Write("content/a.md", "# A\n").Write("content/pages/about.md", "# About\n");
        var snapshot = BlogBuild.Of(repository, "content");

        Assert.Equal("A", Assert.Single(snapshot.Posts).Title);
        Assert.Equal("/about/", Assert.Single(snapshot.Pages).Address);
    }

    [Fact]
    public void A_date_that_stands_nowhere_comes_from_the_first_commit_of_the_path_also_after_a_rename()
    {
        repository.Write("content/posts/a.md", "# A\n\nA text that is long enough to be known again.\n");
        using var build = new BlogBuild(repository);
        var first = repository.Git.Lookup<Commit>(repository.Commit()).Author.When;
        repository.Write("content/posts/a.md", "# A\n\nA text that is long enough to be known again, changed.\n").Commit();
        var renamed = repository.Rename("content/posts/a.md", "content/posts/b.md").Commit();
        repository.Write("content/posts/c.md", "# C\n");
        var last = repository.Commit();

        Assert.Equal(first, Assert.Single(build.Run(renamed).Snapshot.Posts).PublishedAt);
        Assert.Equal([first.AddDays(3), first], build.Run(last).Snapshot.Posts.Select(post => post.PublishedAt));
    }

    public void Dispose() => repository.Dispose();
}
