using System.Net;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Following;

/// <summary>What is still there when the program starts again.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();

    public RestartTests() => content.WritePost("hello", "Hello", "A first post.").WritePost("second", "Second", "Another text.").Commit();

    [Fact]
    public async Task The_last_snapshot_is_served_also_when_the_repository_is_gone()
    {
        await using (var server = await ServeAsync())
        {
            await server.KillAsync();
        }

        Directory.Move(Path.Combine(content.Path, ".git"), Path.Combine(content.Path, "gone"));
        await using var again = await ServeAsync();

        Assert.Contains("A first post.", (await again.Reader.AskAsync("/posts/hello/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await again.Reader.SendCommentAsync("hello", ApiClient.Comment())).Status);
        Directory.Move(Path.Combine(content.Path, "gone"), Path.Combine(content.Path, ".git"));
    }

    [Fact]
    public async Task A_file_that_was_renamed_while_the_server_was_down_keeps_its_old_address_and_its_comments()
    {
        Guid comment;
        await using (var server = await ServeAsync())
        {
            (comment, _) = await server.Reader.TakeCommentAsync("hello", ApiClient.Comment("Taken along"));
            await ServerProcess.RunAsync(["comment", "approve", $"{comment}", "--data", folder["data"]]);
            Assert.Equal(0, await server.TerminateAsync());
        }

        content.Move("content/posts/hello.md", "content/posts/renamed.md").Commit();
        await using var again = await ServeAsync();
        await Eventually.HoldsAsync(
            "the new address appeared",
            async () => (await again.Reader.AskAsync("/posts/renamed/")).Status == HttpStatusCode.OK,
            TestContext.Current.CancellationToken);

        var old = await again.Reader.AskAsync("/posts/hello/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/posts/renamed/"), (old.Status, old.Header("Location")));
        Assert.Contains($"comment-{comment}", (await again.Reader.AskAsync("/posts/renamed/")).Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        content.Dispose();
        folder.Dispose();
    }

    private Task<ServerProcess> ServeAsync() => ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]);
}
