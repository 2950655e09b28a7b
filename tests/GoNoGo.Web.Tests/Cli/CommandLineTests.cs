using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary>What every command answers to the shell.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Commands =>
    [
        "serve", "check", "comment", "comment list", "comment approve", "comment reject",
        "audit", "audit verify", "audit export", "audit anchor",
        "draft link", "backup", "restore", "database copy", "export", "import",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_ends_with_an_example_of_the_command(string command)
    {
        var (exitCode, output, _) = await ServerProcess.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith($"  gonogo {command}", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Contains("--data", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("publish")]
    [InlineData("serve --bogus")]
    [InlineData("comment list --status lost")]
    [InlineData("comment approve")]
    [InlineData("comment approve 7")]
    public async Task A_command_line_that_cannot_be_understood_answers_2(string line)
    {
        var (exitCode, _, errors) = await ServerProcess.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var (exitCode, output, _) = await ServerProcess.RunAsync(["--version"]);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }
}
