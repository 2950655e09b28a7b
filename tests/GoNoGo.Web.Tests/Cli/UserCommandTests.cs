using System.Text.Json;
using GoNoGo.Testing;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo user</c> and the first link of <c>gonogo serve</c>, as an operator has them.</summary>
public sealed class UserCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_server_prints_a_link_for_the_first_administrator_and_only_as_long_as_there_is_nobody()
    {
        await using (var server = await ServerProcess.ServeAsync(folder["data"], readyPath: "/health/live"))
        {
            await Eventually.HoldsAsync(
                "the link was printed",
                () => server.Output.Contains("  http://localhost:", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            var lines = server.Output.Split('\n').Select(line => line.Trim());
            var link = new Uri(lines.Single(line => line.Contains("/admin/set-up/", StringComparison.Ordinal)));
            using var answer = await server.Reader.GetAsync(link.AbsolutePath, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal(0, (await RunAsync("add", "ada", "--role", "administrator")).ExitCode);
        }

        await using var next = await ServerProcess.ServeAsync(folder["data"], readyPath: "/health/live");
        Assert.DoesNotContain("/admin/set-up/", next.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_added_listed_and_let_in_again_without_mail()
    {
        var added = await RunAsync("add", "Ada", "--role", "moderator", "--role", "author");
        Assert.Equal(0, added.ExitCode);
        Assert.Contains("http://localhost:5080/admin/set-up/", added.Output, StringComparison.Ordinal);
        var reset = await RunAsync("reset", "ada");
        Assert.NotEqual(added.Output, reset.Output);

        using var list = JsonDocument.Parse((await RunAsync("list", "--json")).Output);
        var person = Assert.Single(list.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("ada", person.GetProperty("name").GetString());
        Assert.Equal(["author", "moderator"], person.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Contains("(not set up)", (await RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_lead_to_where_the_server_is_reached_that_ran_last()
    {
        int port;
        await using (var server = await ServerProcess.ServeAsync(folder["data"], readyPath: "/health/live"))
        {
            port = server.Reader.BaseAddress!.Port; // It has one.
            var beside = await RunAsync("add", "ada", "--role", "moderator");
            Assert.Contains($"  http://localhost:{port}/admin/set-up/", beside.Output, StringComparison.Ordinal);
        }

        Assert.Contains($"  http://localhost:{port}/admin/set-up/", (await RunAsync("reset", "ada")).Output, StringComparison.Ordinal);
        var told = await ServerProcess.RunAsync(
            ["user", "reset", "ada", "--data", folder["data"]],
            new Dictionary<string, string?> { ["GoNoGo__Site__BaseUrl"] = "http://localhost:7070" });
        Assert.Contains("  http://localhost:7070/admin/set-up/", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_printed_once_listed_by_its_beginning_and_revoked()
    {
        await RunAsync("add", "ada", "--role", "moderator");
        var added = await RunAsync("token", "add", "ada", "--name", "backup", "--permission", "moderate_comments", "--days", "90");
        Assert.Equal(0, added.ExitCode);
        var token = added.Output.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("gng_", StringComparison.Ordinal));

        var listed = (await RunAsync("token", "list", "--json")).Output;
        Assert.DoesNotContain(token, listed, StringComparison.Ordinal);
        using var list = JsonDocument.Parse(listed);
        var item = Assert.Single(list.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("ada", token[..12]), (item.GetProperty("person").GetString(), item.GetProperty("beginning").GetString()));
        Assert.Contains("never used", (await RunAsync("token", "list", "ada")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("token", "revoke", item.GetProperty("id").GetString()!)).ExitCode); // It has one.
        Assert.Equal("No tokens.", (await RunAsync("token", "list")).Output.Trim());
        Assert.Equal(1, (await RunAsync("token", "revoke", item.GetProperty("id").GetString()!)).ExitCode); // The same.
    }

    [Fact]
    public async Task What_is_printed_once_comes_as_JSON_too()
    {
        using var person = JsonDocument.Parse((await RunAsync("add", "ada", "--role", "moderator", "--json")).Output);
        using var token = JsonDocument.Parse(
            (await RunAsync("token", "add", "ada", "--name", "backup", "--permission", "moderate_comments", "--json")).Output);

        Assert.Equal("ada", person.RootElement.GetProperty("name").GetString());
        Assert.Contains("/admin/set-up/", person.RootElement.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("gng_", token.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("backup", token.RootElement.GetProperty("token").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(1, "token", "add", "nobody", "--name", "x", "--permission", "read_audit")]
    [InlineData(2, "token", "add", "ada", "--name", "x", "--permission", "use_admin")]
    [InlineData(2, "token", "add", "ada", "--name", "x", "--permission", "read_audit", "--days", "1000")]
    [InlineData(1, "add", "ada@example.org", "--role", "author")]
    [InlineData(1, "reset", "nobody")]
    [InlineData(2, "add", "ada", "--role", "king")]
    [InlineData(2, "add", "ada")]
    public async Task What_cannot_be_is_said_in_a_sentence(int exitCode, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);

        Assert.Equal(exitCode, code);
        Assert.NotEqual("", errors);
        Assert.DoesNotContain("/admin/set-up/", output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServerProcess.RunAsync(["user", .. arguments, "--data", folder["data"]]);
}
