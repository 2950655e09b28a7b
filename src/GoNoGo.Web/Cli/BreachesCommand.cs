using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Gdpr.Breach;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo privacy breaches</c>: the register of personal data breaches (GDPR art. 33(5)).</summary>
internal static class BreachesCommand
{
    private const string SampleId = "019a9d3e-7c00-7000-8000-000000000001";

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "breaches", "Keeps the register of personal data breaches (GDPR art. 33(5)).", "gonogo privacy breaches list")
    {
        List(options, clock),
        Document(options, clock),
    };

    private static ExampleCommand List(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON" };
        var command = new ExampleCommand(
            "list", "Prints the register: every breach with its facts, effects and remedy.", "gonogo privacy breaches list --json")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var breaches = await services.GetRequiredService<BreachRegister>().ListAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = breaches, Next = (string?)null }, CommandJson.Named));
            }
            else
            {
                await PrintAsync(output, breaches);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Document(SettingOptions options, TimeProvider clock)
    {
        var id = new Argument<Guid>("ID") { Description = "The id, as list and breach print it" };
        var facts = Text("--facts", "What happened; why, where the authority was not told");
        var effects = Text("--effects", "What it means for the people concerned");
        var remedy = Text("--remedy", "What was done");
        var told = new Option<DateTimeOffset?>("--authority-told") { Description = "When the authority was told", HelpName = "TIME" };
        var command = new ExampleCommand(
            "document",
            "Writes down what is known of a breach, in place of what was there; name nobody. Audited.",
            $"gonogo privacy breaches document {SampleId} --remedy \"The key was replaced.\"")
        {
            id,
            facts,
            effects,
            remedy,
            told,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var texts = new BreachTexts(
                parsed.GetValue(facts), parsed.GetValue(effects), parsed.GetValue(remedy), parsed.GetValue(told));
            var documented = await services.GetRequiredService<BreachRegister>()
                .DocumentAsync(parsed.GetRequiredValue(id), texts, cancellationToken);
            if (documented.Error is { } refusal)
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{documented.Value}: documented");
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<BreachView> breaches)
    {
        foreach (var breach in breaches)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                {breach.Id}
                  from {Moment(breach.BeganAt)} to {Moment(breach.EndedAt)}, known since {Moment(breach.AwareAt)}, {breach.Subjects} people
                  authority: {(breach.AuthorityToldAt is { } at ? $"told {Moment(at)}" : "not told")}, due {Moment(breach.DueAt)}
                  facts: {Printable.Line(Or(breach.Facts))}
                  effects: {Printable.Line(Or(breach.Effects))}
                  remedy: {Printable.Line(Or(breach.Remedy))}
                """));
        }

        if (breaches.Count == 0)
        {
            await output.WriteLineAsync("No breaches.");
        }
    }

    private static string Or(string text) => text.Length == 0 ? "(not written down yet)" : text;

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT" };
}
