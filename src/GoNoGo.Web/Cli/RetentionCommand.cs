using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo retention</c>: what goes by itself and when, and which comments are held, also beside a running server.</summary>
internal static class RetentionCommand
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "retention", "Removes what is due, tells what will be, and holds comments for a legal claim.", "gonogo retention run --dry-run")
    {
        Run(options, clock),
        Hold(options, clock),
        Release(options, clock),
        Holds(options, clock),
    };

    private static ExampleCommand Run(SettingOptions options, TimeProvider clock)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Remove nothing; say what would go, and when" };
        var confirm = new Option<bool>("--confirm-clock") { Description = "Say that the clock is right though it has jumped by a day" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new ExampleCommand(
            "run",
            "Removes what is due now, as the server does each day. Answers 1 where the clock has jumped and was not confirmed.",
            "gonogo retention run --dry-run")
        {
            dryRun,
            confirm,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(dryRun))
            {
                var forecasts = await services.GetRequiredService<RetentionPlan>().ForecastAsync(clock.GetUtcNow(), cancellationToken);
                await PrintAsync(output, forecasts, parsed.GetValue(json));
                return ExitCode.Done;
            }

            var sweep = services.GetRequiredService<RetentionSweep>();
            var swept = await ProgressBar.ShowAsync(
                "Removing", _ => sweep.RunAsync(AuditActor.Operator, parsed.GetValue(confirm), cancellationToken));
            if (!swept.Succeeded(out var report, out var refusal))
            {
                return refusal;
            }

            await PrintAsync(output, report, parsed.GetValue(json));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Hold(SettingOptions options, TimeProvider clock)
    {
        var comment = Comment();
        var reason = new Option<string>("--reason") { Description = "Why, at most 500 characters", HelpName = "TEXT", Required = true };
        var until = new Option<DateOnly>("--until")
        {
            Description = "The day of its end, within a year",
            HelpName = "DATE",
            Required = true,
        };
        var command = new ExampleCommand(
            "hold",
            "Keeps a comment from being erased, for a legal claim (GDPR art. 17(3)(e)).",
            $"gonogo retention hold {SampleId} --reason \"Claim 12/26\" --until 2027-03-31")
        {
            comment,
            reason,
            until,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var end = new DateTimeOffset(parsed.GetRequiredValue(until).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var hold = new PlacedHold(parsed.GetRequiredValue(comment), parsed.GetRequiredValue(reason), end);
            var placed = await services.GetRequiredService<LegalHolds>().PlaceAsync(hold, AuditIdentity.Operator, cancellationToken);
            return await DoneAsync(parsed, placed, one => string.Create(
                CultureInfo.InvariantCulture, $"{one.CommentId}: held until {one.Until.UtcDateTime:yyyy-MM-dd}"));
        }));
        return command;
    }

    private static ExampleCommand Release(SettingOptions options, TimeProvider clock)
    {
        var comment = Comment();
        var command = new ExampleCommand("release", "Ends a hold before its time.", $"gonogo retention release {SampleId}") { comment };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var released = await services.GetRequiredService<LegalHolds>()
                .ReleaseAsync(parsed.GetRequiredValue(comment), AuditIdentity.Operator, cancellationToken);
            return await DoneAsync(parsed, released, one => $"{one.CommentId}: released");
        }));
        return command;
    }

    private static ExampleCommand Holds(SettingOptions options, TimeProvider clock)
    {
        var command = new ExampleCommand("holds", "Lists which comments are held, why and until when.", "gonogo retention holds");
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var holds = await services.GetRequiredService<LegalHolds>().ListAsync(cancellationToken);
            foreach (var hold in holds)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hold.CommentId}  until {hold.Until.UtcDateTime:yyyy-MM-dd}  {Printable.Line(hold.Reason)}"));
            }

            if (holds.Count == 0)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync("No comment is held.");
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static Argument<Guid> Comment() => new("COMMENT") { Description = "The id, as gonogo comment list prints it" };

    private static async Task<Result<int>> DoneAsync(ParseResult parsed, Result<PlacedHold> outcome, Func<PlacedHold, string> line)
    {
        if (!outcome.Succeeded(out var hold, out var refusal))
        {
            return refusal;
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(line(hold));
        return ExitCode.Done;
    }

    private static async Task PrintAsync(TextWriter output, SweepReport report, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, CommandJson.Options));
            return;
        }

        foreach (var (name, count) in report.Removed.OrderBy(step => step.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {count}"));
        }
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<RetentionForecast> forecasts, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = forecasts, Next = (string?)null }, CommandJson.Named));
            return;
        }

        foreach (var forecast in forecasts)
        {
            var next = forecast.Next.Count == 0
                ? "none waits"
                : $"first at {forecast.Next[0].UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)}";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{forecast.Name,-24} due now {forecast.DueNow}, within {RetentionForecast.Days} days {forecast.DueSoon}, {next}"));
        }
    }
}
