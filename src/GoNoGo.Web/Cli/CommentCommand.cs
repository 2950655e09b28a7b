using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo comment</c>: the moderation queue in a terminal, also beside a running server.</summary>
internal static class CommentCommand
{
    private static readonly string[] Statuses = ["pending", "approved", "rejected", "spam"];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "comment", "Lists comments and decides on them.", "gonogo comment list --status pending")
    {
        List(options, clock),
        Decide(options, clock, "approve", "Publishes comments.", desk => desk.Approve),
        Decide(options, clock, "reject", "Keeps comments from being published.", desk => desk.Reject),
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
            var rows = await services.GetRequiredService<CommentDesk>().List(parsed.GetValue(status), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? AsJson(rows) : AsText(rows));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Decide(
        SettingOptions options, TimeProvider clock, string verb, string description, Func<CommentDesk, DecideOnComment> decision)
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
            var decide = decision(services.GetRequiredService<CommentDesk>());
            var exitCode = ExitCode.Done;
            foreach (var id in parsed.GetRequiredValue(ids).Select(Guid.Parse).Distinct())
            {
                if (await decide(id, cancellationToken) is { } refusal)
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

    private static string AsText(IReadOnlyList<CommentRow> rows) => rows.Count == 0
        ? "No comments.\n"
        : string.Concat(rows.Select(AsText));

    private static string AsText(CommentRow row)
    {
        var (post, author) = (Printable.Line(row.Post), Printable.Line(row.AuthorName ?? "(no name)"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            {row.Id}  {row.Status,-8}  {row.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z  {post}  {author}
                {Printable.Excerpt(row.Content)}

            """);
    }

    private static string AsJson(IReadOnlyList<CommentRow> rows) =>
        JsonSerializer.Serialize(new { Items = rows, Next = (string?)null }, CommandJson.Options) + "\n";
}
