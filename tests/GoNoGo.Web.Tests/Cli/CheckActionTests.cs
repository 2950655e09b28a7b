using System.Diagnostics;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary>What authors run in their own repository: the marks of GitHub, and no command of anybody else.</summary>
public sealed class CheckActionTests : IDisposable
{
    private const string Missing = "jq is not installed: apt-get install jq";

    private readonly ContentRepositoryBuilder content = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Each_problem_is_marked_at_its_line_and_what_an_author_wrote_stays_text()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq"), Missing);
        content.WritePost("first", "First", "One.");
        content.Write("content/posts/a,b::c%0A::warning::x.md", "---\ntitle: [\n---\nTwo.\n");

        var (exitCode, output) = await RunAsync();

        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("::error file=content/posts/a%2Cb%3A%3Ac%250A%3A%3Awarning%3A%3Ax.md,line=", line, StringComparison.Ordinal);
        Assert.Equal("refused=1", (await File.ReadAllTextAsync(folder["output"], TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task A_blog_without_problems_answers_0()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/jq"), Missing);
        content.WritePost("first", "First", "One.");

        Assert.Equal((0, ""), await RunAsync());
    }

    private async Task<(int ExitCode, string Output)> RunAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), "scripts/check-action"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = content.Path,
        };
        start.Environment["GONOGO"] = ServerProcess.Program;
        start.Environment["CHECKED"] = ".";
        start.Environment["GITHUB_OUTPUT"] = folder["output"];
        using var run = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (run.ExitCode, output);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GoNoGo.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below their tree.");
    }
}
