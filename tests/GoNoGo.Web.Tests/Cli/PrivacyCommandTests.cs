using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo privacy</c> and <c>gonogo retention</c> in processes of their own.</summary>
public sealed class PrivacyCommandTests : IDisposable
{
    private const string Comment = "019a9d3e-7c00-7000-8000-000000000001";

    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Register_and_notice_name_the_controller_and_tell_of_what_is_stored()
    {
        content.Write("site.yaml", "title: My blog\nlanguage: de\ncontroller:\n  name: Ada Example\n  email: ada@blog.example.org\n");
        content.WritePost("hello", "Hello", "A post.").Commit();

        var register = await RunAsync("privacy", "register");
        var notice = await RunAsync("privacy", "notice");
        var french = await RunAsync("privacy", "notice", "--language", "fr");

        Assert.Contains("- Controller: Ada Example", register.Output, StringComparison.Ordinal);
        Assert.Contains("comments.content", register.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Datenschutz", notice.Output, StringComparison.Ordinal);
        Assert.Contains("ada@blog.example.org", notice.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Protection des données", french.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (register.ExitCode, notice.ExitCode, french.ExitCode));
    }

    [Fact]
    public async Task A_dry_run_tells_and_a_run_removes_and_says_so()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();

        var dry = await RunAsync("privacy", "retention", "--dry-run");
        var run = await RunAsync("retention", "run");

        Assert.Contains("comments                 due now 0, within 30 days 0, none waits", dry.Output, StringComparison.Ordinal);
        Assert.Contains("network_tags             0", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (dry.ExitCode, run.ExitCode));
    }

    [Fact]
    public async Task A_hold_with_an_end_in_the_past_is_refused_and_nothing_is_held()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        const string Past = "1970-01-01";

        var past = await RunAsync("retention", "hold", Comment, "--reason", "Claim", "--until", Past);
        Assert.Equal(1, past.ExitCode);
        Assert.Contains("an end that lies ahead", past.Errors, StringComparison.Ordinal);
        Assert.Contains("No comment is held.", (await RunAsync("retention", "holds")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("retention", "release", Comment)).ExitCode);
        Assert.Equal(2, (await RunAsync("retention", "hold", Comment)).ExitCode);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command) => ServerProcess.RunAsync(
        [.. command, "--data", folder["data"], "--content", content.Path], new Dictionary<string, string?>());
}
