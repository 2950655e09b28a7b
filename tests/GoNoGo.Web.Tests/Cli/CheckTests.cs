using System.Text.Json;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo check</c> as an author runs it.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Good = "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n";
    private const string Broken = "---\ntitle: [unclosed\n---\n";

    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder blog = new();

    [Fact]
    public async Task Files_that_are_not_committed_yet_are_checked_and_a_refused_one_answers_1()
    {
        blog.WritePost("a", "A", "Text.").Commit();
        blog.Write("content/posts/b.md", Broken);

        var (exitCode, output, errors) = await ServerProcess.RunAsync(["check", blog.Path]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("content/posts/b.md:3: refused: ", output, StringComparison.Ordinal);
        Assert.EndsWith("2 files: 1 posts, 0 pages. Files refused: 1. Warnings: 0.", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_warning_answers_0()
    {
        blog.WritePost("a", "A", "![x](gone.png)").Commit();

        var (exitCode, output, _) = await ServerProcess.RunAsync(["check", blog.Path]);

        Assert.Equal(0, exitCode);
        Assert.EndsWith("Files refused: 0. Warnings: 1.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_given_by_option_is_the_one_that_is_checked()
    {
        blog.Write("notes/a.md", Good).Write("content/posts/b.md", Broken).Commit();

        var (exitCode, output, _) = await ServerProcess.RunAsync(["check", blog.Path, "--folder", "notes"]);

        Assert.Equal((0, "1 files: 1 posts, 0 pages. Files refused: 0. Warnings: 0."), (exitCode, output));
    }

    [Fact]
    public async Task A_folder_that_was_found_by_its_usual_name_is_said()
    {
        blog.Write("_posts/2026-01-01-a.md", Good).Commit();

        var (exitCode, output, _) = await ServerProcess.RunAsync(["check", blog.Path]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("The posts were found in '_posts';", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_path_the_served_commit_is_checked_and_before_the_first_the_configured_content()
    {
        blog.Write("content/posts/a.md", Broken).Commit();
        string[] command = ["check", "--data", folder["data"], "--content", blog.Path];

        var before = await ServerProcess.RunAsync(command);
        await using (var server = await ServerProcess.ServeAsync(folder["data"], ["--content", blog.Path]))
        {
            await server.TerminateAsync();
        }

        blog.Write("content/posts/a.md", Good);
        var served = await ServerProcess.RunAsync(command);

        Assert.Equal((1, 1), (before.ExitCode, served.ExitCode));
        Assert.Contains("content/posts/a.md:3: refused: ", served.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_problems_come_as_json_too()
    {
        blog.Write("content/posts/a.md", Broken).Commit();

        var (_, output, _) = await ServerProcess.RunAsync(["check", blog.Path, "--json"]);

        var item = Assert.Single(JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("content/posts/a.md", "refused"), (item.GetProperty("path").GetString(), item.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_checked_is_one_sentence()
    {
        await File.WriteAllTextAsync(folder["file"], "", TestContext.Current.CancellationToken);

        Assert.Equal((1, "", $"There is no folder {folder["nowhere"]}."), await ServerProcess.RunAsync(["check", folder["nowhere"]]));
        Assert.Equal(
            (1, "", $"{folder["file"]} is a file; name the folder of a blog."), await ServerProcess.RunAsync(["check", folder["file"]]));
        Assert.Equal(
            (1, "", "No content was served yet; run gonogo serve first, or name a path to check."),
            await ServerProcess.RunAsync(["check", "--data", folder["data"]]));
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../b")]
    public async Task A_posts_folder_outside_of_the_blog_is_one_sentence(string posts)
    {
        blog.WritePost("a", "A", "Text.").Commit();

        var (exitCode, _, errors) = await ServerProcess.RunAsync(["check", blog.Path, "--folder", posts]);

        Assert.Equal((1, $"The posts folder '{posts}' is no path inside the repository."), (exitCode, errors));
    }

    public void Dispose()
    {
        blog.Dispose();
        folder.Dispose();
    }
}
