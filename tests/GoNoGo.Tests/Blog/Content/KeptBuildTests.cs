using System.Text.Json.Nodes;
using GoNoGo.Blog.Content.Building;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>What was read and rendered is not done again after a restart, and whatever becomes of it on the disk does no harm.</summary>
public sealed class KeptBuildTests : IDisposable
{
    private readonly ContentRepository repository = new();
    private readonly TemporaryFolder data = new();
    private readonly string commit;

    public KeptBuildTests()
    {
        for (var number = 0; number < 5; number++)
        {
            var body = $"## A heading\n\nText of {number}.";
            repository.Post($"n{number}.md", $"N{number}", more: "tags: [a]\ncloseCommentsAfterDays: 7", body: body);
        }

        repository.Post("refused.md", "Refused", date: "nonsense").Write("content/pages/about.md", "---\ntitle: About\n---\n\nWho.\n");
        repository.Post("links.md", "Links", body: "To [another](n1.md), [none](none.md) and ![a picture](https://other.example/a.png).");
        commit = repository.Commit();
    }

    private string Rendered => Path.Combine(data.Path, "rendered");

    private IEnumerable<string> Bodies => Directory.EnumerateFiles(Rendered).Where(path => Path.GetExtension(path).Length == 0);

    [Fact]
    public void After_a_restart_the_blog_is_the_same_and_nothing_was_read_or_rendered()
    {
        var first = Run();
        var second = Run();

        Assert.Equal((0, 0), (second.Read, second.Rendered));
        Assert.Equal(first.Snapshot.Problems, second.Snapshot.Problems);
        Assert.Equal(first.Snapshot.Posts.Select(Told), second.Snapshot.Posts.Select(Told));
        Assert.Equal(first.Snapshot.Pages.Select(page => page.Html), second.Snapshot.Pages.Select(page => page.Html));

        static object Told(GoNoGo.Blog.Posts.Post post) => (post.Title, post.Address, post.PublishedAt, post.Excerpt, post.MetaDescription,
            post.Html, post.PlainText, string.Join(' ', post.Headings), post.WordCount, string.Join(' ', post.Tags), post.CommentsCloseAt);
    }

    [Fact]
    public void What_changed_while_it_was_down_is_read_and_rendered_alone()
    {
        Run();

        var changed = Run(repository.Post("n1.md", "Other", more: "path: /elsewhere/").Commit());

        Assert.Equal((1, 2), (changed.Read, changed.Rendered)); // And what refers to it.
        Assert.Contains("/elsewhere/", changed.Snapshot.Posts.Single(post => post.Title == "Links").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_lost_or_spoilt_while_it_is_served_is_rendered_again()
    {
        var snapshot = Run().Snapshot;
        foreach (var (number, path) in Bodies.ToList().Index())
        {
            if (number % 2 == 0)
            {
                File.Delete(path);
            }
            else
            {
                File.WriteAllText(path, """{"Html":"other","PlainText":"other"}""");
            }
        }

        Assert.All(snapshot.Posts.Where(post => post.Title.StartsWith('N')), post =>
            Assert.Contains($"<p>Text of {post.Title[1..]}.</p>", post.Html, StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_that_is_gone_at_the_start_is_rendered_and_no_other()
    {
        Run();
        File.Delete(Bodies.First());

        Assert.Equal((0, 1), (Run() is var built ? built.Read : 0, built.Rendered));
    }

    [Fact]
    public void What_another_program_kept_or_nobody_can_read_is_made_anew()
    {
        Run();
        var path = Path.Combine(Rendered, "build.json");
        var kept = JsonNode.Parse(File.ReadAllText(path))!;
        kept["Program"] = "another";
        File.WriteAllText(path, kept.ToJsonString());
        Assert.Equal((8, 7), (Run() is var other ? other.Read : 0, other.Rendered));

        File.WriteAllText(path, "{");
        Assert.Equal((8, 7), (Run() is var broken ? broken.Read : 0, broken.Rendered));
    }

    [Fact]
    public void Bodies_that_no_text_has_any_more_are_removed()
    {
        Run();
        var before = Bodies.ToHashSet();
        Run(repository.Post("n0.md", "N0", body: "Something else.").Delete("content/posts/n2.md").Commit());

        Assert.Equal(before.Count - 1, Bodies.Count());
        Assert.Equal(2, before.Except(Bodies).Count());
    }

    [Fact]
    public void Where_nothing_can_be_written_bodies_stay_in_memory()
    {
        File.WriteAllText(Rendered, "a file in the way");

        Assert.Contains("Text of 1.", Run().Snapshot.Posts.Single(post => post.Title == "N1").Html, StringComparison.Ordinal);
        Assert.Equal(7, Run().Rendered);
    }

    public void Dispose()
    {
        repository.Dispose();
        data.Dispose();
    }

    private BuiltSnapshot Run(string? at = null)
    {
        using var build = new BlogBuild(repository, new BuildShelf(data.Path));
        return build.Run(at ?? commit);
    }
}
