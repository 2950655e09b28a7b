using System.CommandLine;
using System.Globalization;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo events</c>: what waits, what failed, and what to do about it, also beside a running server.</summary>
internal static class EventsCommand
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";
    private static readonly string[] States = [.. Enum.GetNames<DeliveryState>().Select(name => name.ToLowerInvariant())];

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "events", "Lists events and decides on those that nobody could handle.", "gonogo events list --status dead")
    {
        List(options, clock),
        Show(options, clock),
        Decide(options, clock, "retry", "Has dead letters tried again, from the first attempt on.", "retried", desk => desk.RetryAsync),
        Decide(options, clock, "discard", "Has dead letters left alone for good.", "discarded", desk => desk.DiscardAsync),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var status = new Option<string?>("--status") { Description = "Only deliveries of this status", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(States);
        var subscriptions = new Option<bool>("--subscriptions") { Description = "List who wants which events instead" };
        var json = new Option<bool>("--json") { Description = "Print all rows as JSON" };
        var command = new ExampleCommand(
            "list", "Lists what is not done: a line for each event and handler, oldest first.", "gonogo events list --status dead")
        {
            status,
            subscriptions,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var desk = services.GetRequiredService<EventDesk>();
            DeliveryState? chosen = parsed.GetValue(status) is { } word ? Enum.Parse<DeliveryState>(word, ignoreCase: true) : null;
            var output = parsed.InvocationConfiguration.Output;
            await (parsed.GetValue(subscriptions)
                ? EventsOutput.PrintAsync(output, desk.Subscriptions, parsed.GetValue(json))
                : EventsOutput.PrintAsync(output, desk.ListAsync(chosen), parsed.GetValue(json)));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Show(SettingOptions options, TimeProvider clock)
    {
        var id = Checked(new Argument<string>("ID"));
        var json = new Option<bool>("--json") { Description = "Print it as JSON" };
        var command = new ExampleCommand(
            "show", "Shows an event, its payload and what each handler did about it.", $"gonogo events show {SampleId}")
        {
            id,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var eventId = Guid.Parse(parsed.GetRequiredValue(id));
            var result = await services.GetRequiredService<EventDesk>().ShowAsync(eventId, cancellationToken);
            if (!result.Succeeded(out var found, out var refusal))
            {
                return refusal;
            }

            await EventsOutput.PrintAsync(parsed.InvocationConfiguration.Output, found, parsed.GetValue(json));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Decide(
        SettingOptions options,
        TimeProvider clock,
        string verb,
        string description,
        string done,
        Func<EventDesk, DecideOnDeadLetters> decision)
    {
        var ids = Checked(new Argument<string[]>("ID") { Arity = ArgumentArity.OneOrMore });
        var handler = new Option<string?>("--handler") { Description = "Only the dead letters of this handler", HelpName = "NAME" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new ExampleCommand(
            verb, $"{description} Answers 1 if an event has none; the others are {done}.", $"gonogo events {verb} {SampleId}")
        {
            ids,
            handler,
        };
        if (verb is "discard")
        {
            command.Add(yes);
        }

        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var chosen = parsed.GetRequiredValue(ids).Select(Guid.Parse).Distinct().ToList();
            var error = parsed.InvocationConfiguration.Error;
            if (verb is "discard" && !parsed.GetValue(yes) && !await AgreesAsync(error, chosen.Count))
            {
                await error.WriteLineAsync("Nothing was discarded.");
                return ExitCode.Failed;
            }

            var decide = decision(services.GetRequiredService<EventDesk>());
            var exitCode = ExitCode.Done;
            foreach (var id in chosen)
            {
                if ((await decide(id, parsed.GetValue(handler), cancellationToken)).Succeeded(out var decided, out var refusal))
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{id}: {done} ({decided.Count})");
                }
                else
                {
                    await error.WriteLineAsync(refusal.Message);
                    exitCode = ExitCode.Failed;
                }
            }

            return exitCode;
        }));
        return command;
    }

    private static Argument<T> Checked<T>(Argument<T> ids)
    {
        ids.Description = "The event's id, as list prints it";
        ids.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Guid.TryParse(token.Value, out _)))
            {
                result.AddError($"'{token.Value}' is no id of an event.");
            }
        });
        return ids;
    }

    private static Task<bool> AgreesAsync(TextWriter error, int count) => Agreement.AsksAsync(error, string.Create(
        CultureInfo.InvariantCulture,
        $"Discard the dead letters of {count} event{(count == 1 ? "" : "s")}? Nobody will handle them."));

    /// <summary>A decision of the event desk.</summary>
    private delegate Task<Result<DeadLettersDecided>> DecideOnDeadLetters(
        Guid eventId, string? handler, CancellationToken cancellationToken);
}
