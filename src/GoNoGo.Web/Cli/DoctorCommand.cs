using System.CommandLine;
using System.Text.Json;
using GoNoGo.Web.Health;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo doctor</c>: looks for what is wrong, also outside the program, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print what was found as JSON" };
        var command = new ExampleCommand(
            "doctor",
            "Looks for what is wrong and says what to do: configuration, keys and who may read them, the database's version and integrity, "
            + "the Git remote, the webhook, events, audit trail, clocks, disk, backup, proxy, DNS, region, and the way of mails: what "
            + "waits and why, a hand-shake with the mail server, SPF, DKIM and DMARC. Changes nothing and sends no mail. Answers 1 if "
            + "something needs mending.",
            "gonogo doctor --data /var/lib/gonogo")
        {
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.LoadBesideServer(parsed);
            var found = await ProgressBar.ShowAsync("Looking", progress =>
                Doctor.ExamineAsync(settings, clock, CommandScope.QuietLog, progress, cancellationToken));
            await PrintAsync(parsed.InvocationConfiguration.Output, found, parsed.GetValue(json));
            return found.Any(finding => finding.NeedsMending) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<DoctorFinding> found, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = found, Next = (string?)null }, CommandJson.Options));
            return;
        }

        foreach (var finding in found)
        {
            await output.WriteLineAsync($"{(finding.NeedsMending ? "!" : "-")} {finding.Area}: {Printable.Line(finding.Message)}");
        }

        if (found.Count == 0)
        {
            await output.WriteLineAsync("All is well.");
        }
    }
}
