using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Testing;

namespace GoNoGo.Tests.Blog.Content;

public sealed class RealBlogTests
{
    [Theory]
    [InlineData("18f", "content/posts", 509)]
    [InlineData("rust-lang", "content", 751)]
    public void Every_post_of_a_real_blog_gets_its_place(string name, string folder, int texts)
    {
        var snapshot = Build(name, folder, out var built);

        var refused = snapshot.Problems.Count(problem => problem.Severity is ContentProblemSeverity.Refused);
        Assert.Equal(texts, built.Texts);
        Assert.True(refused * 100 < texts,
            string.Join('\n', snapshot.Problems.Where(problem => problem.Severity is ContentProblemSeverity.Refused)));
        Assert.Equal(texts - refused, snapshot.Posts.Count);
        Assert.Equal(snapshot.Posts.Count, snapshot.Posts.Select(post => post.Slug).Distinct().Count());
        Assert.All(snapshot.Posts,
            post => Assert.Equal(post, Assert.IsType<PostDestination>(snapshot.Find(post.Address, DateTimeOffset.MaxValue)).Post));
    }

    [Fact]
    public void A_path_of_front_matter_is_the_address_and_dates_the_post()
    {
        var snapshot = Build("rust-lang", "content", out _);

        var post = Assert.Single(snapshot.Posts, post => post.Address == "/2015/02/13/Final-1.0-timeline/");
        Assert.Equal(new DateTime(2015, 2, 13), post.PublishedAt.Date);
        Assert.Equal(new MovedDestination(post.Address), snapshot.Find("/2015/02/13/Final-1.0-timeline.html", BlogBuild.Now));
    }

    private static Snapshot Build(string name, string folder, out BuiltSnapshot built)
    {
        var tree = new FolderTree(Corpora.Find($"blogs/{name}"));
        var request = new BuildRequest(folder, new Dictionary<string, string>());
        var result = new SnapshotBuilder(new BodyRenderer()).Build(tree, request, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded(out var value, out var error), error?.Message);
        built = value;
        return value.Snapshot;
    }
}
