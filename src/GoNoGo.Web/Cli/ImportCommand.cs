using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Portability;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo import</c>: an export into a database that was never served.</summary>
internal static class ImportCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var file = new Argument<string>("FILE") { Description = "What gonogo export wrote" };
        var withoutTags = new Option<bool>("--without-tags")
        {
            Description = "Import without the keys of tags: nobody is found by their address afterwards",
        };
        var json = new Option<bool>("--json") { Description = "Print what was imported as JSON" };
        var command = new ExampleCommand(
            "import",
            "Puts an export into a database that was never served, all of it or none. People of the staff get in again by gonogo user "
            + "reset. Who is in the ledger of erasures here is erased again.",
            "gonogo import blog.jsonl --data /var/lib/gonogo")
        {
            file,
            withoutTags,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: true, cancellationToken);
            var path = parsed.GetRequiredValue(file);
            try
            {
                await using var source = File.OpenRead(path);
                var import = services.GetRequiredService<BlogImport>();
                var outcome = await ProgressBar.ShowAsync(
                    "Importing", progress => import.RunAsync(source, !parsed.GetValue(withoutTags), progress, cancellationToken));
                if (!outcome.Succeeded(out var imported, out var refusal))
                {
                    return refusal;
                }

                await services.EnterAsync(
                    new AuditAct(AuditActor.Operator, "import.completed", "import", "all", new Dictionary<string, string>
                    {
                        ["rows"] = imported.Rows.Values.Sum().ToString(CultureInfo.InvariantCulture),
                    }),
                    cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(imported, CommandJson.Options)
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Imported: {imported.Rows.Values.Sum()} rows; {imported.ReplayedErasures} erasures repeated."));
                return ExitCode.Done;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new SettingRefused($"{path} cannot be read; name a file that gonogo export wrote.");
            }
        }, PlaceUse.Made));
        return command;
    }
}
