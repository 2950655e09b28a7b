using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>Which changes of a post are told of, and that its history is walked once.</summary>
public sealed class EditHistoryTests : IDisposable
{
    private const string Path = "content/posts/a.md";
    private const string First = "One two three four five six.";

    private readonly ContentRepository repository = new();
    private readonly TemporaryFolder data = new();
    private readonly RepositoryPool pool;
    private DateTimeOffset time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public EditHistoryTests()
    {
        pool = new RepositoryPool(repository.Path);
        Commit("Write", First);
    }

    [Theory]
    [InlineData("One two three four five six. Seven eight nine ten eleven.", "Add what was missing", true)]
    [InlineData("One two three four five six. Seven eight nine ten eleven.", "Add a paragraph [minor]", false)]
    [InlineData("One  two three\nfour five six.", "Wrap lines", false)]
    [InlineData("One too three for five six.", "Mend two words", false)]
    [InlineData("---\ntags: [a, b, c, d, e, f]\n---\nOne two three four five six.", "Tag", false)]
    public void Readers_are_told_of_what_changes_the_substance(string text, string subject, bool isTold)
    {
        var history = Walked(Commit(subject, text));

        Assert.Equal(isTold ? [new PostEdit(time, subject)] : [], history.Of(Path));
    }

    [Fact]
    public void A_commit_that_touches_hundreds_of_texts_is_about_none_of_them()
    {
        for (var at = 0; at <= Substance.MostTexts; at++)
        {
            repository.Write($"content/posts/{at}.md", First);
        }

        repository.Commit();
        for (var at = 0; at <= Substance.MostTexts; at++)
        {
            repository.Write($"content/posts/{at}.md", $"{First} Converted by a program that somebody wrote.");
        }

        Assert.Empty(Walked(repository.Commit()).Of("content/posts/0.md"));
    }

    [Fact]
    public void A_renamed_post_keeps_its_changes()
    {
        Commit("Change", $"{First} And quite a lot more of it.");
        repository.Rename(Path, "content/posts/b.md");

        Assert.Equal("Change", Assert.Single(Walked(repository.Commit()).Of("content/posts/b.md")).Subject);
    }

    [Fact]
    public void History_is_walked_once_also_over_a_restart_and_anew_where_it_was_written_anew()
    {
        var changed = Commit("Change", $"{First} And quite a lot more of it.");
        Walked(changed);
        var next = Commit("Again", First);

        Assert.True(Walked(next, most: 1).Of(Path) is [{ Subject: "Change" }, { Subject: "Again" }]);
        repository.Forget();
        var other = Commit("Begin", First);
        Assert.False(new EditHistory(data.Path).TryCatchUp(pool, Commit("More", "Text"), 1, TestContext.Current.CancellationToken));
        Assert.Empty(Walked(other, most: 1).Of(Path));
    }

    [Fact]
    public void The_last_change_dates_a_post_unless_its_author_does_and_only_after_its_publication()
    {
        var post = new Post
        {
            Slug = "a",
            SourcePath = Path,
            Address = "/posts/a/",
            Title = "A",
            PublishedAt = time,
            Excerpt = "",
            MetaDescription = "",
            Html = "",
            PlainText = "",
            WordCount = 1,
        };
        var edited = post with { Edits = [new PostEdit(time.AddDays(1), "x"), new PostEdit(time.AddDays(2), "y")] };

        Assert.Null(post.UpdatedAt);
        Assert.Equal(time.AddDays(2), edited.UpdatedAt);
        Assert.Equal(time.AddDays(9), (edited with { UpdatedAt = time.AddDays(9) }).UpdatedAt);
        Assert.Null((edited with { PublishedAt = time.AddDays(3) }).UpdatedAt);
    }

    public void Dispose()
    {
        pool.Dispose();
        repository.Dispose();
        data.Dispose();
    }

    private EditHistory Walked(string commit, int most = 100)
    {
        var history = new EditHistory(data.Path);
        Assert.True(history.TryCatchUp(pool, commit, most, TestContext.Current.CancellationToken));
        history.Keep();
        return history;
    }

    private string Commit(string subject, string text)
    {
        time = time.AddHours(1);
        return repository.Write(Path, text).Commit(subject, time);
    }
}
