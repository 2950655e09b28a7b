using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>A push that changes what a text says below its front matter: nothing else is looked at, and nothing else differs.</summary>
public sealed class TextUpdateTests : IDisposable
{
    private const string Before = "See [there](other.md).";

    private readonly ContentRepository repository = new();
    private readonly BlogBuild build;
    private readonly Snapshot served;

    public TextUpdateTests()
    {
        build = new BlogBuild(repository);
        repository.Post("text.md", "Text", more: "tags: [shared]\ntranslationKey: both", body: Before)
            .Post("other.md", "Other", more: "tags: [shared]\nlanguage: de\ntranslationKey: both")
            .Post("near.md", "Near", more: "tags: [shared]\naliases: [/once/]")
            .Write("content/posts/undated.md", "---\ntitle: Undated\n---\nFrom Git.\n")
            .Write("content/pages/about.md", "---\ntitle: About\n---\nOf it.\n")
            .Write("content/posts/note.txt", "As it is.");
        served = build.Run(repository.Commit()).Snapshot;
        _ = served.Relations;
    }

    [Fact]
    public void One_text_is_read_and_the_blog_is_the_one_that_a_whole_build_makes()
    {
        var first = Updated(repository.Post(
            "text.md", "Text", more: "tags: [shared]\ntranslationKey: both", body: "# New\n\nSee [nowhere](gone.md). <script>x</script>"));
        AssertAsBuiltWhole(first);
        Assert.Contains("New", Post(first, "text").Html, StringComparison.Ordinal);
        Assert.Equal(["content/posts/text.md"], first.Problems.Select(problem => problem.Path).Distinct());

        var second = Updated(repository.Post("text.md", "Text", more: "tags: [shared]\ntranslationKey: both", body: Before), first);
        AssertAsBuiltWhole(second);
        Assert.Empty(second.Problems);

        var third = Updated(repository.Write("content/pages/about.md", "---\ntitle: About\n---\nOf more.\n"), second);
        AssertAsBuiltWhole(third);
        Assert.Contains("Of more.", Assert.Single(third.Pages).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_served_blog_knows_of_related_posts_leads_to_the_text_as_it_is_now()
    {
        var updated = Updated(repository.Post("text.md", "Text", more: "tags: [shared]\ntranslationKey: both", body: "Now."));

        var related = updated.Relations.RelatedTo(Post(updated, "near"), BlogBuild.Now);
        Assert.Same(Post(updated, "text"), Assert.Single(related));
        Assert.Contains(Post(updated, "text"), updated.TranslationsOf(Post(updated, "other"), BlogBuild.Now));
    }

    public static TheoryData<string, string?> ForWholeBuilds => new()
    {
        { "content/posts/text.md", "---\ntitle: Another\ndate: 2026-01-01\n---\nText.\n" },
        { "content/posts/text.md", "---\ntitle: [unclosed\n---\n" },
        { "content/posts/text.md", null },
        { "content/posts/new.md", "---\ntitle: New\n---\nText.\n" },
        { "content/posts/undated.md", "---\ntitle: Undated\n---\nFrom Git, again.\n" },
        { "content/posts/note.txt", "As it is now." },
        { "site.yaml", "title: Other\n" },
    };

    [Theory]
    [MemberData(nameof(ForWholeBuilds))]
    public void Whatever_else_changes_has_all_of_it_built(string path, string? text)
    {
        var commit = (text is null ? repository.Delete(path) : repository.Write(path, text)).Commit();
        Assert.Null(build.Update(served, commit));
    }

    [Fact]
    public void A_blog_that_is_not_the_one_built_last_is_built_whole()
    {
        var before = repository.Post("text.md", "Text", more: "tags: [shared]\ntranslationKey: both", body: "Once.").Commit();
        build.Run(before);
        repository.Post("near.md", "Near", more: "tags: [shared]\naliases: [/once/]", body: "Twice.");
        Assert.Null(build.Update(served, repository.Commit()));
    }

    public void Dispose()
    {
        build.Dispose();
        repository.Dispose();
    }

    private static GoNoGo.Blog.Posts.Post Post(Snapshot snapshot, string slug) => snapshot.Posts.Single(post => post.Slug == slug);

    private Snapshot Updated(ContentRepository changed, Snapshot? from = null)
    {
        BuiltSnapshot? updated = build.Update(from ?? served, changed.Commit());
        Assert.Equal((1, 1), (updated?.Read, updated?.Rendered));
        return updated!.Snapshot; // As just said.
    }

    private void AssertAsBuiltWhole(Snapshot updated)
    {
        using var another = new BlogBuild(repository);
        var whole = another.Run(updated.Commit).Snapshot;
        Assert.Equal(Described(whole), Described(updated));
        Assert.Equal(whole.Problems, updated.Problems);
        Assert.Equal(whole.Pages.Select(page => (page.Title, page.Html)), updated.Pages.Select(page => (page.Title, page.Html)));
        foreach (var path in whole.Posts.Select(post => post.Address).Concat(whole.Pages.Select(page => page.Address)).Append("/once/"))
        {
            var (there, here) = (whole.Find(path, BlogBuild.Now), updated.Find(path, BlogBuild.Now));
            Assert.Equal(there?.GetType(), here?.GetType());
            Assert.Equal((there as PostDestination)?.Post.Html, (here as PostDestination)?.Post.Html);
        }
    }

    private static IEnumerable<string> Described(Snapshot snapshot) => snapshot.Posts.Select(post =>
        $"{post.Slug} {post.Title} {post.Address} {post.PublishedAt:o} {post.WordCount} {post.Excerpt} {post.Html}");
}
