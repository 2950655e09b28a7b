using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
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
        Decide(options, clock, "approve", "Publishes comments.", desk => desk.ApproveAsync),
        Decide(options, clock, "reject", "Keeps comments from being published.", desk => desk.RejectAsync),
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

    private static ExampleCommand Decide(
        SettingOptions options, TimeProvider clock, string verb, string description, Func<ModerationService, DecideOnComment> decision)
    {
        var ids = new Argument<string[]>("ID") { Description = "The ids, as list prints them", Arity = ArgumentArity.OneOrMore };
        ids.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Guid.TryParse(token.Value, out _)))
            {
                result.AddError($"'{token.Value}' is no id of a comment.");
            }
        });
        var command = new ExampleCommand(
            verb,
            $"{description} Answers 1 if any of them could not be decided on; the others are.",
            $"gonogo comment {verb} 019a9d3e-7c00-7000-8000-000000000001")
        {
            ids,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var decide = decision(services.GetRequiredService<ModerationService>());
            var exitCode = ExitCode.Done;
            foreach (var id in parsed.GetRequiredValue(ids).Select(Guid.Parse).Distinct())
            {
                if ((await decide(id, ModeratorIdentity.Operator, cancellationToken)).Error is { } refusal)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{id}: {refusal.Message}");
                    exitCode = ExitCode.Failed;
                }
                else
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id}: {(verb is "approve" ? "approved" : "rejected")}");
                }
            }

            return exitCode;
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

    /// <summary>A decision of the moderation service.</summary>
    private delegate Task<Result<Decision>> DecideOnComment(
        Guid commentId, ModeratorIdentity moderator, CancellationToken cancellationToken);

    /// <summary>A comment as the list prints it.</summary>
    private sealed record CommentRow(Guid Id, string Post, string Status, string? AuthorName, string Content, DateTimeOffset CreatedAt)
    {
        public static CommentRow From(ModerationItem item) =>
            new(item.Id, item.PostId, item.Status.ToString().ToLowerInvariant(), item.AuthorName, item.Content, item.CreatedAt);
    }
}
