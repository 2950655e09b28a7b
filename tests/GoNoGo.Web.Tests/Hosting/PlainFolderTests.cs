using GoNoGo.Testing;
using LibGit2Sharp;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>Content that is a heap of files, or nothing yet.</summary>
public sealed class PlainFolderTests : IDisposable
{
    private readonly Testing.TemporaryFolder folder = new();

    private string Blog => folder["blog"];

    [Fact]
    public async Task Without_a_terminal_the_sentence_names_yes_and_git_init_and_nothing_is_made()
    {
        Write("content/posts/a.md");

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--content", Blog]);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"The content folder {Blog} is no Git repository; answer --yes to have it made one with a first commit of its files, "
            + "or run git init and commit there.",
            errors);
        Assert.False(Repository.IsValid(Blog));
    }

    [Fact]
    public async Task Yes_makes_a_repository_that_a_second_run_serves_as_it_is()
    {
        Write("content/posts/a.md");
        Write(".gitignore", "*.secret\n");
        Write("notes.secret");

        for (var run = 1; run <= 2; run++)
        {
            await using var server = await ServerProcess.ServeAsync(folder["data"], ["--content", Blog, "--yes"]);
            using var page = await server.Reader.GetAsync("/posts/a/", TestContext.Current.CancellationToken);
            Assert.True(page.IsSuccessStatusCode);
            await server.TerminateAsync();
        }

        using var repository = new Repository(Blog);
        Assert.Single(repository.Commits);
        Assert.Null(repository.Head.Tip["notes.secret"]);
    }

    [Fact]
    public async Task An_empty_folder_is_one_sentence()
    {
        Directory.CreateDirectory(Blog);

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--content", Blog, "--yes"]);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"The content folder {Blog} is empty; put posts into content/posts in it, or leave out --content for a starter blog.", errors);
    }

    [Fact]
    public async Task A_folder_inside_a_repository_is_told_how_to_be_served()
    {
        Write("content/posts/a.md");
        Repository.Init(Blog);
        var inner = Path.Combine(Blog, "content");

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["serve", "--data", folder["data"], "--content", inner]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"--content '{Blog}' --folder 'content'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_commits_waits_for_the_first()
    {
        Write("content/posts/a.md");
        Repository.Init(Blog);
        await using var server = await ServerProcess.ServeAsync(
            folder["data"], ["--content", Blog, "--branch", "main"], readyPath: "/health/live");
        await Eventually.HoldsAsync(
            "the log said what is missing",
            () => server.Errors.Contains("has no commit yet; commit a post and push it.", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        using (var page = await server.Reader.GetAsync("/", TestContext.Current.CancellationToken))
        {
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, page.StatusCode);
        }

        using (var repository = new Repository(Blog))
        {
            repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
            Commands.Stage(repository, "*");
            var author = new Signature("Ada Example", "ada@example.org", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
            repository.Commit("Begin", author, author);
        }

        await server.AppearsAsync("/posts/a/");
    }

    public void Dispose() => folder.Dispose();

    private void Write(string path, string text = "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n")
    {
        var file = Path.Combine(Blog, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // A file stands in a folder.
        File.WriteAllText(file, text);
    }
}
