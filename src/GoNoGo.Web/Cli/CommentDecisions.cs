using System.CommandLine;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>Decisions on comments in a terminal: several at once, each for itself.</summary>
internal static class CommentDecisions
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";

    public static Command Approve(SettingOptions options, TimeProvider clock) => Describe(
        options, clock, "approve", "Publishes comments.", "approved", new NewDecision(ModerationStatus.Approved));

    public static Command Spam(SettingOptions options, TimeProvider clock) => Describe(
        options, clock, "spam", "Keeps comments from being published as spam.", "spam", new NewDecision(ModerationStatus.Spam));

    public static Command Reject(SettingOptions options, TimeProvider clock)
    {
        var reason = ReasonOption("Why; their authors read it, and get it by mail if they asked for mail");
        var command = WithIds(
            "reject", "Keeps comments from being published.", $"gonogo comment reject {SampleId} --reason off_topic", out var ids);
        command.Add(reason);
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, ids, "rejected", (desk, id) => desk.RejectAsync(
            id, ReasonWords.Find(parsed.GetValue(reason)), ModeratorIdentity.Operator, cancellationToken), cancellationToken));
        return command;
    }

    public static Command Undo(SettingOptions options, TimeProvider clock)
    {
        var command = WithIds(
            "undo",
            "Takes the last decision on comments back, within 60 seconds and before any mail of it has left.",
            $"gonogo comment undo {SampleId}",
            out var ids);
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, ids, "undone", (desk, id) =>
            desk.UndoAsync(id, decisionId: null, revision: null, ModeratorIdentity.Operator, cancellationToken), cancellationToken));
        return command;
    }

    public static Option<string?> ReasonOption(string description)
    {
        string[] codes = [.. ReasonWords.OfRejections.Select(ReasonWords.Code)];
        var reason = new Option<string?>("--reason") { Description = $"{description}: {string.Join(", ", codes)}", HelpName = "REASON" };
        reason.AcceptOnlyFromAmong(codes);
        return reason;
    }

    public static void MustBeIds(Argument<string[]> ids, string what) => ids.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => !Guid.TryParse(token.Value, out _)))
        {
            result.AddError($"'{token.Value}' is no id of a {what}.");
        }
    });

    private static ExampleCommand Describe(
        SettingOptions options, TimeProvider clock, string verb, string description, string done, NewDecision decision)
    {
        var command = WithIds(verb, description, $"gonogo comment {verb} {SampleId}", out var ids);
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, clock, ids, done, (desk, id) =>
            desk.DecideAsync(id, decision, ModeratorIdentity.Operator, cancellationToken), cancellationToken));
        return command;
    }

    private static ExampleCommand WithIds(string verb, string description, string example, out Argument<string[]> ids)
    {
        ids = new Argument<string[]>("ID") { Description = "The ids, as list prints them", Arity = ArgumentArity.OneOrMore };
        MustBeIds(ids, "comment");
        return new ExampleCommand(verb, $"{description} Answers 1 if any of them could not be; the others are.", example) { ids };
    }

    private static Task<int> RunAsync(
        SettingOptions options,
        ParseResult parsed,
        TimeProvider clock,
        Argument<string[]> ids,
        string done,
        Func<ModerationService, Guid, Task<Result<Decision>>> decide,
        CancellationToken cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var desk = services.GetRequiredService<ModerationService>();
            var exitCode = ExitCode.Done;
            foreach (var id in parsed.GetRequiredValue(ids).Select(Guid.Parse).Distinct())
            {
                if ((await decide(desk, id)).Error is { } refusal)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{id}: {refusal.Message}");
                    exitCode = ExitCode.Failed;
                }
                else
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id}: {done}");
                }
            }

            return exitCode;
        });
}
