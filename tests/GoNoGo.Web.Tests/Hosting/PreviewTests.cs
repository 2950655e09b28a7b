using GoNoGo.Testing;
using LibGit2Sharp;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary><c>gonogo serve --watch</c>: what an author sees before committing.</summary>
public sealed class PreviewTests : IDisposable
{
    private readonly Testing.TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder blog = new();

    [Fact]
    public async Task What_is_not_committed_shows_and_nothing_of_it_is_recorded()
    {
        blog.WritePost("a", "As committed", "Text.").WritePost("gone", "Gone", "Text.").Write(".gitignore", "attic/\n").Commit();
        await using var server = await ServerProcess.ServeAsync(folder["data"], ["--content", blog.Path, "--watch"]);

        using var open = await server.Reader.GetAsync(
            "/_/preview", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var told = new StreamReader(await open.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var before = await NextAsync(told);
        blog.WritePost("b", "New", "![horizon](new.svg)").Write("content/posts/new.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
            .WritePost("a", "As saved", "Text.").WritePost("draft", "Draft", "Text.", more: "draft: true\n")
            .WritePost("attic/ignored", "Ignored", "Text.").Write("content/posts/.hidden.md", "# Hidden")
            .Delete("content/posts/gone.md");
        await server.AppearsAsync("/posts/b/");
        await Eventually.HoldsAsync(
            "the deletion showed",
            async () => !(await HomeAsync(server)).Contains("Gone", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Assert.NotEqual(before, await NextAsync(told));
        var home = await HomeAsync(server);
        Assert.Contains("data-options=\"/_/preview\"", home, StringComparison.Ordinal);
        Assert.Contains("As saved", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Ignored", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", home, StringComparison.Ordinal);
        await server.AppearsAsync("/posts/b/new.svg", "/media/content/posts/new.svg");
        using var mirror = new Repository(folder["data/mirror"]);
        Assert.Null(mirror.Refs["refs/gonogo/served"]);
        using var repository = new Repository(blog.Path);
        Assert.Single(repository.Commits);
    }

    [Fact]
    public async Task A_rename_in_the_preview_leaves_no_address_behind()
    {
        blog.WritePost("a", "A", "Long enough a text to be known again.").Commit();
        await using (var preview = await ServerProcess.ServeAsync(folder["data"], ["--content", blog.Path, "--watch"]))
        {
            blog.Move("content/posts/a.md", "content/posts/b.md");
            await preview.AppearsAsync("/posts/b/");
            await preview.TerminateAsync();
        }

        blog.Move("content/posts/b.md", "content/posts/a.md");
        await using var server = await ServerProcess.ServeAsync(folder["data"], ["--content", blog.Path]);
        using var former = await server.Reader.GetAsync("/posts/b/", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, former.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", null)]
    [InlineData("http://*:0", null)]
    [InlineData("http://127.0.0.1:0", "https://blog.example.org")]
    public async Task A_preview_for_others_is_refused(string urls, string? baseUrl)
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(
            ["serve", "--data", folder["data"], "--content", blog.Path, "--watch", "--urls", urls],
            new Dictionary<string, string?> { ["GoNoGo__Site__BaseUrl"] = baseUrl });

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "--watch shows what is not published yet, to this machine alone: listen on localhost and leave out GoNoGo:Site:BaseUrl.",
            errors);
    }

    [Theory]
    [InlineData("https://example.org/blog.git")]
    [InlineData("git@example.org:blog.git")]
    [InlineData("bare")]
    public async Task A_preview_of_what_has_no_files_is_refused(string content)
    {
        Repository.Init(folder["bare"], isBare: true);
        var repository = content == "bare" ? folder["bare"] : content;

        var (exitCode, _, errors) = await ServerProcess.RunAsync(
            ["serve", "--data", folder["data"], "--content", repository, "--watch", "--urls", "http://127.0.0.1:0"]);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"--watch needs files to watch, and {repository} has none; give the folder in which you write with --content.",
            errors);
    }

    public void Dispose()
    {
        blog.Dispose();
        folder.Dispose();
    }

    /// <summary>The next thing that an open page is told.</summary>
    private static async Task<string> NextAsync(StreamReader told)
    {
        while (await told.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private static Task<string> HomeAsync(ServerProcess server) =>
        server.Reader.GetStringAsync("/", TestContext.Current.CancellationToken);
}
