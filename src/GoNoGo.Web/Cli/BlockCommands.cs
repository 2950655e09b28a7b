using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Comments.Moderation;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>Who may not comment for a time, in a terminal.</summary>
internal static class BlockCommands
{
    public static Command Block(SettingOptions options, TimeProvider clock)
    {
        var id = new Argument<string[]>("ID") { Description = "A comment of theirs, as list prints it", Arity = ArgumentArity.ExactlyOne };
        CommentDecisions.MustBeIds(id, "comment");
        var network = new Option<bool>("--network")
        {
            Description = "Block the network that it came from, for as long as the key of its day lives, instead of the address",
        };
        var days = new Option<int>("--days") { Description = "For how long", DefaultValueFactory = _ => 30, HelpName = "DAYS" };
        var reason = CommentDecisions.ReasonOption("Why");
        var command = new ExampleCommand(
            "block",
            "Keeps the sender of a comment from commenting for a time. They are told so, and until when.",
            "gonogo comment block 019a9d3e-7c00-7000-8000-000000000001 --days 30 --reason insult")
        {
            id, network, days, reason,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var wanted = new NewBlock(
                parsed.GetValue(network) ? BlockKind.Network : BlockKind.Email,
                parsed.GetValue(days),
                ReasonWords.Find(parsed.GetValue(reason)) ?? RefusalReason.Spam);
            var blocked = await services.GetRequiredService<SenderBlocks>().BlockAsync(
                Guid.Parse(parsed.GetRequiredValue(id)[0]), wanted, ModeratorIdentity.Operator, cancellationToken);
            return await AnswerAsync(parsed, blocked.Value, blocked.Error?.Message, "blocked");
        }));
        return command;
    }

    public static Command Unblock(SettingOptions options, TimeProvider clock)
    {
        var id = new Argument<string[]>("ID") { Description = "The block, as blocks prints it", Arity = ArgumentArity.ExactlyOne };
        CommentDecisions.MustBeIds(id, "block");
        var command = new ExampleCommand(
            "unblock", "Ends a block before its time.", "gonogo comment unblock 019a9d3e-7c00-7000-8000-000000000001")
        {
            id,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var lifted = await services.GetRequiredService<SenderBlocks>().LiftAsync(
                Guid.Parse(parsed.GetRequiredValue(id)[0]), ModeratorIdentity.Operator, cancellationToken);
            return await AnswerAsync(parsed, lifted.Value, lifted.Error?.Message, "unblocked");
        }));
        return command;
    }

    public static Command List(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand("blocks", "Lists who may not comment, and until when; without tags.", "gonogo comment blocks")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var blocks = await services.GetRequiredService<SenderBlocks>().ListAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var items = blocks.Select(block => new
                {
                    block.Id,
                    Kind = block.Kind.ToString().ToLowerInvariant(),
                    Reason = ReasonWords.Code(block.Reason),
                    block.CreatedAt,
                    block.Until,
                });
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
            }
            else if (blocks.Count == 0)
            {
                await output.WriteLineAsync("Nobody is blocked.");
            }
            else
            {
                foreach (var block in blocks)
                {
                    await output.WriteLineAsync(Line(block));
                }
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<int> AnswerAsync(ParseResult parsed, BlockView? block, string? refusal, string done)
    {
        if (block is null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(refusal);
            return ExitCode.Failed;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{done}: {Line(block)}");
        return ExitCode.Done;
    }

    private static string Line(BlockView block)
    {
        var (kind, reason) = (block.Kind.ToString().ToLowerInvariant(), ReasonWords.Code(block.Reason));
        return string.Create(
            CultureInfo.InvariantCulture, $"{block.Id}  {kind,-7}  until {block.Until.UtcDateTime:yyyy-MM-dd HH:mm}Z  {reason}");
    }
}
