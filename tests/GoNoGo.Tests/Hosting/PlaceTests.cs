using GoNoGo.Testing;
using GoNoGo.Web.Cli;

namespace GoNoGo.Tests.Hosting;

/// <summary>Which commands may begin a blog: all others leave a folder as it is.</summary>
public sealed class PlaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("comment list")]
    [InlineData("audit verify")]
    [InlineData("user list")]
    [InlineData("backup")]
    [InlineData("doctor")]
    public async Task A_command_without_a_blog_says_so_and_makes_nothing(string command)
    {
        var (exitCode, said) = await RunAsync(command);

        Assert.Equal(1, exitCode);
        Assert.Contains($"There is no blog in {folder["data"]}: give its data folder with --data", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task A_command_that_may_begin_a_blog_does_and_one_that_needs_none_leaves_no_trace()
    {
        var (shown, mail) = await RunAsync("mail preview sign_in");
        Assert.True(shown == 0, mail);
        Assert.False(Directory.Exists(folder["data"]));

        var (made, keys) = await RunAsync("privacy keys list");
        Assert.True(made == 0, keys);
        Assert.Contains("email-tag            1", keys, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["data/gonogo.db"]));
    }

    [Fact]
    public async Task A_database_without_a_byte_is_named_by_the_doctor_and_stays_one()
    {
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllBytesAsync(folder["data/gonogo.db"], [], TestContext.Current.CancellationToken);

        var (exitCode, said) = await RunAsync("doctor");

        Assert.Equal(1, exitCode);
        var sentence = $"The database {folder["data/gonogo.db"]} is empty: restore your backup, or delete it.";
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.Equal("gonogo.db", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(folder["data"]))));
        Assert.Equal(0, new FileInfo(folder["data/gonogo.db"]).Length);
    }

    private async Task<(int ExitCode, string Said)> RunAsync(string command)
    {
        await using var said = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. command.Split(' '), "--data", folder["data"]], TimeProvider.System, said, said);
        return (exitCode, said.ToString());
    }
}
