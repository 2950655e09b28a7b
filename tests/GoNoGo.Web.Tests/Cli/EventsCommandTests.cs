using System.Text.Json;
using GoNoGo.Testing;
using GoNoGo.Web.Tests.Api;
using Microsoft.Data.Sqlite;

namespace GoNoGo.Web.Tests.Cli;

/// <summary><c>gonogo events</c> as a process of its own, beside a server that runs.</summary>
public sealed class EventsCommandTests : IAsyncLifetime
{
    private const string Nobody = "019a9d3e-7c00-7000-8000-000000000001";
    private readonly TemporaryFolder folder = new();
    private readonly ContentRepositoryBuilder content = new();
    private ServerProcess? server;

    [Fact]
    public async Task What_a_command_changes_beside_a_running_server_is_acted_on_there_within_a_second()
    {
        var id = await DeadLetterAsync();

        var dead = await RunAsync("list", "--status", "dead", "--json");
        using var rows = JsonDocument.Parse(dead.Output);
        Assert.Equal(["items", "next"], ApiAnswer.Names(rows.RootElement));
        var row = Assert.Single(rows.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal((id, "gone.handler", "dead"), (
            row.GetProperty("event_id").GetString(), row.GetProperty("handler").GetString(), row.GetProperty("state").GetString()));
        var shown = await RunAsync("show", id);
        Assert.Contains("comment.created version 1", shown.Output, StringComparison.Ordinal);
        Assert.Contains("gone.handler  dead  attempts 0", shown.Output, StringComparison.Ordinal);
        Assert.Contains("HandlerGone", shown.Output, StringComparison.Ordinal);

        // The server has no such handler, so it gives the delivery up again: only the audit tells that it was tried.
        var retried = await RunAsync("retry", id);
        var discarded = (ExitCode: 1, Output: "", Errors: "");
        await Eventually.HoldsAsync(
            "the server had given it up again",
            async () => (discarded = await RunAsync("discard", id, "--yes")).ExitCode == 0,
            TestContext.Current.CancellationToken);

        Assert.Equal((0, $"{id}: retried (1)"), (retried.ExitCode, retried.Output.Trim()));
        Assert.Equal($"{id}: discarded (1)", discarded.Output.Trim());
        Assert.Equal("No events.", (await RunAsync("list", "--status", "dead")).Output.Trim());
    }

    [Fact]
    public async Task Exit_codes_tell_done_from_failed_from_misused()
    {
        var unknown = await RunAsync("retry", Nobody);
        var misused = await RunAsync("show", "7");
        var subscriptions = await RunAsync("list", "--subscriptions");

        Assert.Equal(1, unknown.ExitCode);
        Assert.Equal(
            $"There is no event {Nobody}; it may have been pruned. 'gonogo events list' shows what there is.", unknown.Errors.Trim());
        Assert.Equal(2, misused.ExitCode);
        Assert.Equal(0, subscriptions.ExitCode);
        Assert.Contains("schedule.retention", subscriptions.Output, StringComparison.Ordinal);
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

    /// <summary>Publishes an event and writes a delivery for a handler that this program does not have.</summary>
    private async Task<string> DeadLetterAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await server!.Reader.TakeCommentAsync("hello", ApiClient.Comment("The first")); // Started before each test.
        await using var connection = new SqliteConnection($"Data Source={folder["data/gonogo.db"]};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO outbox_deliveries (event_sequence, handler, aggregate_id, status, attempts, due_at)
            SELECT sequence, 'gone.handler', aggregate_id, 'Available', 0, due_at FROM outbox_events WHERE type = 'comment.created';
            SELECT lower(id) FROM outbox_events WHERE type = 'comment.created';
            """;
        var id = (string?)await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("No event.");
        await Eventually.HoldsAsync(
            "the server had given it up",
            async () => (await RunAsync("list", "--status", "dead")).Output.Contains(id, StringComparison.Ordinal),
            cancellationToken);
        return id;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServerProcess.RunAsync(["events", .. arguments, "--data", folder["data"]]);
}
