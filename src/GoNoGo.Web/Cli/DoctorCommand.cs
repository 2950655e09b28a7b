using System.CommandLine;
using System.Text.Json;
using GoNoGo.Gdpr.Rights;
using GoNoGo.Integrations.Email;
using GoNoGo.Web.Health;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo doctor</c>: looks for what is wrong, also outside the program, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print what was found as JSON" };
        var command = new ExampleCommand(
            "doctor",
            "Looks at the way of mails: what waits and why, a hand-shake with the mail server, and SPF, DKIM and DMARC of the sender's "
            + "domain. Sends no mail. Looks at the webhook and at where the app stands, where those are set up. Answers 1 if something "
            + "needs mending.",
            "gonogo doctor")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var site = await ServedSite.FindAsync(services, cancellationToken);
            var found = await services.GetRequiredService<MailDoctor>().FindAsync(site, cancellationToken);
            var privacy = await services.GetRequiredService<PrivacyHealth>()
                .FindAsync(site.TimeZone, hasController: site.Controller is not null, cancellationToken);
            var hosting = await services.GetRequiredService<HostingDoctor>().FindAsync(cancellationToken);
            await PrintAsync(parsed.InvocationConfiguration.Output, found, privacy, hosting, parsed.GetValue(json));
            return privacy.Any(trouble => trouble.NeedsMending) || found.Any(trouble => trouble.NeedsMending)
                || hosting.Any(trouble => trouble.NeedsMending)
                ? ExitCode.Failed
                : ExitCode.Done;
        }));
        return command;
    }

    private static async Task PrintAsync(
        TextWriter output,
        IReadOnlyList<MailTrouble> found,
        IReadOnlyList<PrivacyTrouble> privacy,
        IReadOnlyList<HostingTrouble> hosting,
        bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new { Items = found.Cast<object>().Concat(privacy).Concat(hosting), Next = (string?)null }, CommandJson.Options));
            return;
        }

        foreach (var trouble in found)
        {
            await output.WriteLineAsync($"{(trouble.NeedsMending ? "!" : "-")} mail: {Printable.Line(trouble.Message)}");
        }

        foreach (var trouble in privacy)
        {
            await output.WriteLineAsync($"{(trouble.NeedsMending ? "!" : "-")} privacy: {Printable.Line(trouble.Message)}");
        }

        foreach (var trouble in hosting)
        {
            await output.WriteLineAsync($"{(trouble.NeedsMending ? "!" : "-")} hosting: {Printable.Line(trouble.Message)}");
        }

        if (found.Count == 0 && privacy.Count == 0 && hosting.Count == 0)
        {
            await output.WriteLineAsync("All is well.");
        }
    }
}
