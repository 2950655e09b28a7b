using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo comment</c>: the moderation queue in a terminal, also beside a running server.</summary>
internal static class CommentCommand
{
    private static readonly string[] Statuses = ["pending", "approved", "rejected", "spam"];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "comment", "Lists comments and decides on them.", "gonogo comment list --status pending")
    {
        List(options, clock),
        CommentDecisions.Approve(options, clock),
        CommentDecisions.Reject(options, clock),
        CommentDecisions.Spam(options, clock),
        CommentDecisions.Undo(options, clock),
        BlockCommands.Block(options, clock),
        BlockCommands.List(options, clock),
        BlockCommands.Unblock(options, clock),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var status = new Option<string?>("--status") { Description = "Only comments of this status", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(Statuses);
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand("list", "Lists comments, oldest first.", "gonogo comment list --status pending")
        {
            status,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            ModerationStatus? chosen = parsed.GetValue(status) is { } word ? Enum.Parse<ModerationStatus>(word, ignoreCase: true) : null;
            var rows = services.GetRequiredService<ModerationService>()
                .ListAsync(chosen, ModeratorIdentity.Operator, cancellationToken);
            await PrintAsync(parsed.InvocationConfiguration.Output, rows, parsed.GetValue(json));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task PrintAsync(TextWriter output, IAsyncEnumerable<ModerationItem> rows, bool json)
    {
        if (json)
        {
            var items = await rows.Select(CommentRow.From).ToListAsync();
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
            return;
        }

        var any = false;
        await foreach (var row in rows.Select(CommentRow.From))
        {
            any = true;
            var (post, author) = (Printable.Line(row.Post), Printable.Line(row.AuthorName ?? "(no name)"));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                {row.Id}  {row.Status,-8}  {row.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z  {post}  {author}
                    {Printable.Excerpt(row.Content)}
                """));
        }

        if (!any)
        {
            await output.WriteLineAsync("No comments.");
        }
    }

    /// <summary>A comment as the list prints it.</summary>
    private sealed record CommentRow(Guid Id, string Post, string Status, string? AuthorName, string Content, DateTimeOffset CreatedAt)
    {
        public static CommentRow From(ModerationItem item) =>
            new(item.Id, item.PostId, item.Status.ToString().ToLowerInvariant(), item.AuthorName, item.Content, item.CreatedAt);
    }
}
