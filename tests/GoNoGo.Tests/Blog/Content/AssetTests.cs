using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Git;

namespace GoNoGo.Tests.Blog.Content;

public sealed class AssetTests : IDisposable
{
    private readonly ContentRepository repository = new ContentRepository().Post("a.md", "A");

    [Theory]
    [InlineData("content/posts/bundle/photo.jpg", "/posts/bundle/photo.jpg", "image/jpeg")]
    [InlineData("content/posts/bundle/more/talk.pdf", "/posts/bundle/more/talk.pdf", "application/pdf")]
    [InlineData("content/posts/beside.png", "/media/content/posts/beside.png", "image/png")]
    [InlineData("static/fonts/text.woff2", "/fonts/text.woff2", "font/woff2")]
    [InlineData("public/favicon.ico", "/favicon.ico", "image/x-icon")]
    [InlineData("assets/film.mp4", "/assets/film.mp4", "video/mp4")]
    [InlineData("media/song.mp3", "/media/song.mp3", "audio/mpeg")]
    [InlineData("content/pages/me.webp", "/media/content/pages/me.webp", "image/webp")]
    public async Task A_file_is_served_from_its_commit(string path, string address, string contentType)
    {
        repository.Post("bundle/index.md", "Bundle").Write(path, SampleFiles.Of(path));
        var snapshot = BlogBuild.Of(repository);

        var asset = Assert.IsType<AssetDestination>(snapshot.Find(address, BlogBuild.Now)).Asset;
        var length = SampleFiles.Of(path).Length;
        Assert.Equal((path, contentType, length), (asset.SourcePath, asset.ContentType, (int)asset.Length));
        Assert.Empty(snapshot.Problems);

        using var mirror = new GitMirror(repository.Path);
        using var store = new AssetStore(mirror);
        await using var content = await store.OpenAsync(asset, TestContext.Current.CancellationToken);
        Assert.True(content is { CanSeek: true } && content.Length == length);
    }

    [Theory]
    [InlineData("static/app.js")]
    [InlineData("assets/data.json")]
    [InlineData("content/posts/page.html")]
    [InlineData("elsewhere/photo.jpg")]
    public void What_is_on_no_list_is_not_served(string path)
    {
        var snapshot = BlogBuild.Of(repository.Write(path, "bytes"));

        Assert.Null(snapshot.Find("/" + path, BlogBuild.Now));
        Assert.Null(snapshot.Find("/media/" + path, BlogBuild.Now));
        Assert.Null(snapshot.Find("/" + path.Split('/')[^1], BlogBuild.Now));
    }

    [Fact]
    public void A_file_never_takes_the_place_of_a_reserved_address_or_a_page()
    {
        repository.Write("static/robots.txt", "x").Write("static/posts/x.css", "x").Post("css.md", "Css", more: "path: /posts/x.css");

        Assert.Equal(
            [("static/posts/x.css", "address_taken"), ("static/robots.txt", "address_reserved")],
            BlogBuild.Of(repository).Problems.Select(problem => (problem.Path, problem.Code)));
    }

    [Theory]
    [InlineData("content/posts/n.md", "beside.png", "/media/content/posts/beside.png")]
    [InlineData("content/posts/n.md", "./a.md", "/posts/a/")]
    [InlineData("content/posts/n.md", "a", "/posts/a/")]
    [InlineData("content/posts/n.md", "a.md#part", "/posts/a/#part")]
    [InlineData("content/posts/deep/n.md", "../a.md", "/posts/a/")]
    [InlineData("content/posts/n.md", "@/posts/a.md", "/posts/a/")]
    [InlineData("content/posts/n.md", "/content/posts/a.md", "/posts/a/")]
    [InlineData("content/posts/n.md", "/static/sun.png", "/sun.png")]
    [InlineData("content/posts/n.md", "/sun.png", "/sun.png")]
    [InlineData("content/posts/n.md", "../../assets/wide%20shot.png", "/assets/wide%20shot.png")]
    [InlineData("content/posts/n.md", "../../../../etc/passwd", "../../../../etc/passwd")]
    [InlineData("content/posts/n.md", "https://example.org/a.md", "https://example.org/a.md")]
    [InlineData("content/posts/n.md", "//example.org/a.md", "//example.org/a.md")]
    public void A_reference_leads_to_the_file_it_means(string path, string reference, string address)
    {
        repository.Write("content/posts/beside.png", SampleFiles.Png)
            .Write("static/sun.png", SampleFiles.Png)
            .Write("assets/wide shot.png", SampleFiles.Png)
            .Write(path, $"---\ntitle: N\ndate: 2024-01-01\n---\n\n[x]({reference})\n");

        Assert.Contains($"href=\"{address}\"",
            BlogBuild.Of(repository).Posts.Single(post => post.Title == "N").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_file_that_is_not_there_is_a_warning()
    {
        var snapshot = BlogBuild.Of(repository.Post("n.md", "N", body: "![x](gone.png) [y](/elsewhere/)"));

        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal(("content/posts/n.md", 7, "reference_missing"), (problem.Path, problem.Line, problem.Code));
        Assert.Equal(2, snapshot.Posts.Count);
    }

    [Theory]
    [InlineData("content/posts/none.png", "none.png")]
    [InlineData("static/none.png", "/none.png")]
    public void Of_a_picture_that_was_refused_the_alternative_text_stands_and_its_line_is_said(string path, string reference)
    {
        var again = $"<img src=\"{reference}\" srcset=\"{reference} 2x\" alt=\"Again\">";
        repository.Write(path, "No picture.").Post("n.md", "N", body: $"Before.\n\n![A sunrise]({reference})\n\n{again}");

        var snapshot = BlogBuild.Of(repository);

        var html = snapshot.Posts.Single(post => post.Title == "N").Html;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("<p>A sunrise</p>", html, StringComparison.Ordinal);
        Assert.Contains("Again", html, StringComparison.Ordinal);
        Assert.Equal(
            [("content/posts/n.md", 9, "reference_refused"), (path, 0, "file_not_as_named")],
            snapshot.Problems.Select(problem => (problem.Path, problem.Line, problem.Code)).Order());
    }

    [Fact]
    public void The_picture_of_a_post_that_was_refused_is_said_with_its_line_and_not_shown()
    {
        repository.Write("content/posts/none.png", "No picture.").Post("n.md", "N", more: "image: none.png");

        var snapshot = BlogBuild.Of(repository);

        Assert.Null(snapshot.Posts.Single(post => post.Title == "N").FeaturedImage);
        var problem = Assert.Single(snapshot.Problems, problem => problem.Path == "content/posts/n.md");
        Assert.Equal((4, "reference_refused"), (problem.Line, problem.Code));
    }

    [Fact]
    public void A_link_to_a_text_that_was_refused_is_told_so()
    {
        repository.Write("content/posts/broken.md", "---\ntitle: [\n---\n").Post("n.md", "N", body: "[x](broken.md)");

        var problem = Assert.Single(BlogBuild.Of(repository).Problems, problem => problem.Path == "content/posts/n.md");

        Assert.Equal((7, "reference_refused"), (problem.Line, problem.Code));
    }

    [Fact]
    public void The_picture_of_a_post_is_found_like_any_other_file()
    {
        repository.Write("content/posts/b/sun.png", SampleFiles.Png).Post("b/index.md", "B", more: "image: sun.png");

        Assert.Equal("/posts/b/sun.png", BlogBuild.Of(repository).Posts.Single(post => post.Title == "B").FeaturedImage);
    }

    public void Dispose() => repository.Dispose();
}
