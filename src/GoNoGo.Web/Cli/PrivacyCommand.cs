using System.CommandLine;
using System.Text.Json;
using GoNoGo.Blog.Content;
using GoNoGo.Gdpr.Breach;
using GoNoGo.Gdpr.Register;
using GoNoGo.Gdpr.Retention;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Privacy.Declaration;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo privacy</c>: what an operator owes people and authorities, in a terminal, also beside a running server.</summary>
internal static class PrivacyCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "privacy", "Answers people and authorities about personal data.", "gonogo privacy register")
    {
        PersonCommands.Export(options, clock),
        PersonCommands.Erase(options, clock),
        RequestsCommand.Describe(options, clock),
        Register(options, clock),
        Notice(options, clock),
        Breach(options, clock),
        BreachesCommand.Describe(options, clock),
        KeysCommand.Describe(options, clock),
    };

    private static ExampleCommand Register(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON" };
        var command = new ExampleCommand(
            "register",
            "Prints the register of processing activities (GDPR art. 30), made from the declaration in the program.",
            "gonogo privacy register > register.md")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var register = ProcessingRegister.Of(Map(services), Periods(services), await FactsAsync(services, cancellationToken));
            var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(register, CommandJson.Named) + "\n"
                : register.ToMarkdown(day));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Notice(SettingOptions options, TimeProvider clock)
    {
        var language = new Option<string?>("--language") { Description = "en, de, fr or es [default: the blog's]", HelpName = "TAG" };
        language.AcceptOnlyFromAmong([.. PrivacyNotice.Languages]);
        var command = new ExampleCommand(
            "notice", "Prints the privacy notice as the blog shows it (GDPR art. 13).", "gonogo privacy notice --language de")
        {
            language,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var site = await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken);
            var facts = OperatorFacts.Of(site, services.GetRequiredService<IOptions<MailOptions>>().Value);
            var notice = PrivacyNotice.Of(Map(services), Periods(services), facts, parsed.GetValue(language) ?? site.Language);
            await parsed.InvocationConfiguration.Output.WriteAsync(notice.ToMarkdown());
            return ExitCode.Done;
        }));
        return command;
    }

    private static ExampleCommand Breach(SettingOptions options, TimeProvider clock)
    {
        var from = new Option<DateTimeOffset>("--from") { Description = "When it began", HelpName = "TIME", Required = true };
        var to = new Option<DateTimeOffset>("--to") { Description = "When it ended", HelpName = "TIME", Required = true };
        var command = new ExampleCommand(
            "breach",
            "Enters a personal data breach in the register, starts the clock of 72 hours and drafts the notice (GDPR art. 33). Audited.",
            "gonogo privacy breach --from 2026-11-20T08:00Z --to 2026-11-21T12:00Z")
        {
            from,
            to,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var facts = await FactsAsync(services, cancellationToken);
            var reported = await services.GetRequiredService<BreachKit>()
                .ReportAsync(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), facts, cancellationToken);
            if (!reported.Succeeded(out var report, out var refusal))
            {
                return refusal;
            }

            await parsed.InvocationConfiguration.Output.WriteAsync(report.ToMarkdown());
            return ExitCode.Done;
        }));
        return command;
    }

    private static DataMap Map(IServiceProvider services) => services.GetRequiredService<DataMap>();

    private static RetentionOptions Periods(IServiceProvider services) => services.GetRequiredService<IOptions<RetentionOptions>>().Value;

    private static async Task<NoticeFacts> FactsAsync(IServiceProvider services, CancellationToken cancellationToken) => OperatorFacts.Of(
        await services.GetRequiredService<CurrentSite>().FindAsync(cancellationToken),
        services.GetRequiredService<IOptions<MailOptions>>().Value);
}
