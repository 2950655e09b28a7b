namespace GoNoGo.Tests.Blog.Content;

public sealed class IncrementalTests : IDisposable
{
    private readonly ContentRepository repository = new();
    private readonly BlogBuild build;

    public IncrementalTests()
    {
        build = new BlogBuild(repository);
        for (var number = 0; number < 20; number++)
        {
            repository.Post($"n{number}.md", $"N{number}");
        }
    }

    [Fact]
    public void Only_a_file_that_changed_is_read_and_rendered_again()
    {
        var first = build.Run(repository.Commit());
        var second = build.Run(repository.Post("n7.md", "Seven").Commit());
        var third = build.Run(repository.Delete("content/posts/n3.md").Commit());

        Assert.Equal((20, 20), (first.Read, first.Rendered));
        Assert.Equal((1, 1), (second.Read, second.Rendered));
        Assert.Equal((0, 0), (third.Read, third.Rendered));
        Assert.Contains(second.Snapshot.Posts, post => post.Title == "Seven");
        Assert.Equal(19, third.Snapshot.Posts.Count);
    }

    [Fact]
    public void A_post_is_rendered_again_when_what_it_refers_to_moved()
    {
        repository.Post("from.md", "From", body: "See [there](n5.md).");
        build.Run(repository.Commit());
        var moved = build.Run(repository.Post("n5.md", "N5", more: "path: /elsewhere/").Commit());

        Assert.Equal((1, 2), (moved.Read, moved.Rendered));
        Assert.Contains("href=\"/elsewhere/\"", moved.Snapshot.Posts.Single(post => post.Title == "From").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_is_rendered_again_when_its_picture_is_no_longer_refused()
    {
        repository.Post("from.md", "From", body: "![A sunrise](sun.png)");
        var missing = build.Run(repository.Commit());
        var refused = build.Run(repository.Write("content/posts/sun.png", "No picture.").Commit());
        var mended = build.Run(repository.Write("content/posts/sun.png", SampleFiles.Png).Commit());

        Assert.Equal("reference_missing", Assert.Single(missing.Snapshot.Problems).Code);
        Assert.Equal(
            ["file_not_as_named", "reference_refused"], refused.Snapshot.Problems.Select(problem => problem.Code).Order());
        Assert.Equal((0, 1), (mended.Read, mended.Rendered));
        Assert.Empty(mended.Snapshot.Problems);
        Assert.Contains("<img", mended.Snapshot.Posts.Single(post => post.Title == "From").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_site_file_reads_all_again()
    {
        build.Run(repository.Commit());

        Assert.Equal(20, build.Run(repository.Write("site.yaml", "title: Other\n").Commit()).Read);
    }

    [Fact]
    public void A_broken_file_leaves_the_others_as_they_were()
    {
        var before = build.Run(repository.Commit()).Snapshot;
        var after = build.Run(repository.Write("content/posts/n4.md", "---\ntitle: [unclosed\n---\n").Commit()).Snapshot;

        Assert.Equal("content/posts/n4.md", Assert.Single(after.Problems).Path);
        Assert.Equal(before.Posts.Where(post => post.Slug != "n4").Select(post => post.Html), after.Posts.Select(post => post.Html));
    }

    public void Dispose()
    {
        build.Dispose();
        repository.Dispose();
    }
}
