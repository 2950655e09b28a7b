using System.Text.Json;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Comments;

/// <summary><c>gonogo comment</c> as a process of its own, beside a server that runs.</summary>
public sealed class CommentCommandTests : IAsyncLifetime
{
    private const string Nobody = "019a9d3e-7c00-7000-8000-000000000001";
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();
    private ServerProcess? server;

    private ServerProcess Server => server ?? throw new InvalidOperationException("The server has not started.");

    [Fact]
    public async Task A_decision_shows_on_the_page_within_a_second()
    {
        var (first, _) = await Server.Reader.TakeCommentAsync("hello", ApiClient.Comment("The first"));
        var (second, _) = await Server.Reader.TakeCommentAsync("hello", ApiClient.Comment("The second"));
        Assert.DoesNotContain("The first", await PageAsync(), StringComparison.Ordinal);

        var approved = await RunAsync("approve", $"{first}", $"{second}");
        await Eventually.HoldsAsync(
            "both were on the page",
            async () => (await PageAsync()).Contains("The second", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var rejected = await RunAsync("reject", $"{second}");
        await Eventually.HoldsAsync(
            "the second was gone from it",
            async () => !(await PageAsync()).Contains("The second", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var after = await PageAsync();

        Assert.Equal((0, $"{first}: approved\n{second}: approved"), (approved.ExitCode, approved.Output.Trim()));
        Assert.Equal((0, $"{second}: rejected"), (rejected.ExitCode, rejected.Output.Trim()));
        Assert.Contains("The first", after, StringComparison.Ordinal);
        Assert.DoesNotContain("The second", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_listed_as_JSON_in_one_shape()
    {
        var comment = ApiClient.Comment("Line one\nline two  😀");
        comment["author_name"] = "Ada";
        var (first, _) = await Server.Reader.TakeCommentAsync("hello", comment);
        var (second, _) = await Server.Reader.TakeCommentAsync("hello", ApiClient.Comment("The second"));
        await RunAsync("reject", $"{second}");

        var all = await RunAsync("list", "--json");
        var pending = await RunAsync("list", "--status", "pending", "--json");

        Assert.Equal((0, 0), (all.ExitCode, pending.ExitCode));
        using var rows = JsonDocument.Parse(all.Output);
        Assert.Equal(["items", "next"], ApiAnswer.Names(rows.RootElement));
        Assert.Equal(JsonValueKind.Null, rows.RootElement.GetProperty("next").ValueKind);
        var row = rows.RootElement.GetProperty("items")[0];
        Assert.Equal(["author_name", "content", "created_at", "id", "post", "status"], ApiAnswer.Names(row));
        Assert.Equal(first, row.GetProperty("id").GetGuid());
        Assert.Equal(("hello", "pending"), (row.GetProperty("post").GetString(), row.GetProperty("status").GetString()));
        Assert.Equal("Line one\nline two  😀", row.GetProperty("content").GetString());
        Assert.Equal("rejected", rows.RootElement.GetProperty("items")[1].GetProperty("status").GetString());
        using var waiting = JsonDocument.Parse(pending.Output);
        Assert.Equal(1, waiting.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Exit_codes_tell_done_from_failed_from_misused()
    {
        var (id, _) = await Server.Reader.TakeCommentAsync("hello", ApiClient.Comment("Decided on all the same"));

        var empty = await RunAsync("list", "--status", "spam");
        var partly = await RunAsync("approve", Nobody, $"{id}");
        var misused = await RunAsync("approve", "7");

        Assert.Equal((0, "No comments."), (empty.ExitCode, empty.Output.Trim()));
        Assert.Equal((1, $"{id}: approved"), (partly.ExitCode, partly.Output.Trim()));
        Assert.StartsWith($"{Nobody}: ", partly.Errors, StringComparison.Ordinal);
        Assert.Equal(2, misused.ExitCode);
    }

    public async ValueTask InitializeAsync()
    {
        content.WritePost("hello", "Hello", "A first post.").Commit();
        server = await ServerProcess.ServeAsync(folder["data"], ["--content", content.Path]);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        content.Dispose();
        folder.Dispose();
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServerProcess.RunAsync(["comment", .. arguments, "--data", folder["data"]]);

    private async Task<string> PageAsync() => (await Server.Reader.AskAsync("/posts/hello/")).Text;
}
