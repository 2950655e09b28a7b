using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>A large blog is shown before its texts are rendered; each is rendered when somebody asks for it.</summary>
public sealed class EarlyLookTests : IDisposable
{
    private readonly ContentRepository repository = new();
    private readonly BlogBuild build;

    public EarlyLookTests()
    {
        build = new BlogBuild(repository);
        for (var number = 0; number < 101; number++)
        {
            repository.Post($"n{number}.md", $"N{number}", body: $"Text of {number}.");
        }
    }

    [Fact]
    public void It_is_shown_with_every_address_and_a_text_is_rendered_when_it_is_asked_for()
    {
        var rendered = -1;
        var html = "";
        Snapshot? shown = null;

        var built = build.Run(repository.Commit(), early: snapshot =>
        {
            shown = snapshot;
            html = snapshot.Posts.Single(post => post.Title == "N7").Html;
            rendered = snapshot.Posts.Count(post => post.Body!.IsValueCreated);
        });

        Assert.Equal(1, rendered);
        Assert.Contains("Text of 7.", html, StringComparison.Ordinal);
        Assert.True(shown?.IsPreliminary);
        Assert.Equal(built.Snapshot.Posts.Select(post => post.Address), shown?.Posts.Select(post => post.Address));
        Assert.Equal(101, built.Rendered); // What was asked for is not rendered twice.
        Assert.False(built.Snapshot.IsPreliminary);
    }

    [Fact]
    public void A_search_meanwhile_renders_nothing_and_finds_titles()
    {
        var hits = new List<string>();
        var rendered = -1;

        build.Run(repository.Commit(), early: snapshot =>
        {
            var search = new PostSearch();
            hits.AddRange(search.Find(snapshot, "N42", BlogBuild.Now).Select(hit => hit.Post.Title));
            rendered = snapshot.Posts.Count(post => post.Body!.IsValueCreated);
        });

        Assert.Equal(["N42"], hits);
        Assert.Equal(1, rendered); // The hit itself, for its snippet.
    }

    [Fact]
    public void What_is_rendered_in_no_time_is_shown_once()
    {
        var shown = 0;
        build.Run(repository.Delete("content/posts/n1.md").Commit(), early: _ => shown++);

        Assert.Equal(0, shown);
    }

    public void Dispose()
    {
        build.Dispose();
        repository.Dispose();
    }
}
