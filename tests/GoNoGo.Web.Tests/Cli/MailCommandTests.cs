using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo mail</c> in a process of its own.</summary>
public sealed class MailCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_preview_shows_a_mail_in_the_words_of_the_blog()
    {
        content.Write("site.yaml", "title: My blog\nmail:\n  de:\n    reply.subject: \"Antwort auf {title}\"\n");
        content.WritePost("hello", "Hello", "A post.").Commit();
        var (code, output, errors) = await RunAsync("preview", "reply", "--language", "de");

        Assert.True(code == 0, errors);
        Assert.StartsWith("Subject: Antwort auf Ein Spaziergang im Regen", output, StringComparison.Ordinal);
        Assert.Contains("My blog", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_do_not_render_and_a_missing_sender_are_said_with_what_to_do()
    {
        content.Write("site.yaml", "mail:\n  en:\n    reply.subject: \"An answer on {titel}\"\n");
        content.WritePost("hello", "Hello", "A post.").Commit();
        var (code, output, _) = await RunAsync("list", [new("GoNoGo__Mail__Transport", "smtp"), new("GoNoGo__Mail__Host", "localhost")]);

        Assert.Equal(1, code);
        Assert.Contains("set Mail:From to an address of yours", output, StringComparison.Ordinal);
        Assert.Contains("uses {titel}, which there is not; it knows {title}", output, StringComparison.Ordinal);
        Assert.EndsWith("No mails.", output.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("Subject: New comment on:", (await RunAsync("preview", "reply")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_not_there_cannot_be_tried_again()
    {
        content.WritePost("hello", "Hello", "A post.").Commit();
        var (code, _, errors) = await RunAsync("retry", "019a9d3e-7c00-7000-8000-000000000001");

        Assert.Equal(1, code);
        Assert.Contains("There is no mail 019a9d3e", errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command) => RunAsync(command, []);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string command, IEnumerable<KeyValuePair<string, string?>> settings) => RunAsync([command], settings);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] command, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        await EmptyBlog.MakeAsync(folder["data"]);
        return await ServerProcess.RunAsync(
            ["mail", .. command, "--data", folder["data"], "--content", content.Path], settings.ToDictionary());
    }
}
