using GoNoGo.Blog.Content;

namespace GoNoGo.Tests.Blog.Content;

public sealed class ContentCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_plain_folder_is_checked_as_it_lies_there_and_links_are_not_followed()
    {
        folder.Write("content/posts/b.md", "---\ntitle: B\ndate: 2024-01-01\n---\n\n[x](gone.png)\n");
        folder.Write("content/posts/a.md", "---\ntitle: [unclosed\n---\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "content/posts/link.md"), "/etc/hostname");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "content/posts/loop"), folder.Path);
        var seen = new List<(int Done, int Total)>();

        var report = await CheckAsync(progress: new Observer(seen));

        Assert.Equal(
            ["content/posts/a.md", "content/posts/b.md", "content/posts/link.md", "content/posts/loop"],
            report.Problems.Select(problem => problem.Path));
        Assert.Equal((2, 1), (report.Texts, report.Posts));
        Assert.Contains((1, 1), seen);
    }

    [Fact]
    public async Task A_repository_is_checked_as_its_files_lie_there_without_the_ignored_ones()
    {
        folder.Write("content/posts/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\n");
        folder.Write(".gitignore", "attic/\n");
        new RepositoryInitializer(TimeProvider.System).Initialize(folder.Path);
        folder.Write("content/posts/broken.md", "---\ntitle: [unclosed\n---\n");
        folder.Write("content/posts/attic/older.md", "---\ntitle: [unclosed\n---\n");

        Assert.Equal(["content/posts/broken.md"], (await CheckAsync()).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public async Task A_repository_without_a_working_tree_is_checked_at_its_head()
    {
        using var bare = new TemporaryFolder();
        folder.Write("content/posts/a.md", "---\ntitle: [unclosed\n---\n");
        new RepositoryInitializer(TimeProvider.System).Initialize(folder.Path);
        LibGit2Sharp.Repository.Clone(folder.Path, bare.Path, new LibGit2Sharp.CloneOptions { IsBare = true });

        var report = (await ContentCheck.CheckAsync(bare.Path, null, null, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(["content/posts/a.md"], report?.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("content/posts", null)]
    [InlineData("src/content/blog", "src/content/blog")]
    [InlineData("_posts", "_posts")]
    [InlineData("elsewhere", "")]
    public async Task The_usual_folders_are_found_and_said_where_the_server_would_not_find_them(string posts, string? guessed)
    {
        folder.Write($"{posts}/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\n");

        var report = await CheckAsync();

        Assert.Equal((1, guessed), (report.Posts, report.GuessedFolder));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_in_a_sentence()
    {
        var token = TestContext.Current.CancellationToken;

        Assert.Equal("content_folder_missing", (await ContentCheck.CheckAsync(folder.Path + "-no", null, null, token)).Error?.Code);
        Assert.Equal("nothing_served", (await ContentCheck.CheckServedAsync(folder.Path, null, null, token)).Error?.Code);
    }

    [Fact]
    public async Task The_starter_blog_has_no_problem_and_is_written_once()
    {
        var starter = new StarterBlog(new RepositoryInitializer(TimeProvider.System));
        var token = TestContext.Current.CancellationToken;
        await starter.WriteAsync(folder.Path, token);
        folder.Write("content/posts/welcome.md", "# Mine\n");
        var again = await starter.WriteAsync(folder.Path, token);

        Assert.Equal(folder.Path, again.Value);
        Assert.Equal("# Mine\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "content/posts/welcome.md"), token));
        var report = await CheckAsync();
        Assert.Equal((3, 1, 0), (report.Posts, report.Pages, report.Problems.Count));
    }

    public void Dispose() => folder.Dispose();

    private async Task<ContentReport> CheckAsync(IProgress<(int Done, int Total)>? progress = null)
    {
        var result = await ContentCheck.CheckAsync(folder.Path, null, progress, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded(out var report, out var error), error?.Message);
        return report;
    }

    private sealed class Observer(List<(int Done, int Total)> seen) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }
}
