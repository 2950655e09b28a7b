using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Portability;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo export</c>: the blog beside its content, for another installation or another program.</summary>
internal static class ExportCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var file = new Option<string?>("--out")
        {
            Description = "The file to write, for this user alone; - is standard output",
            HelpName = "FILE",
        };
        var overwrite = PrivateFile.OverwriteOption();
        var schema = new Option<bool>("--schema") { Description = "Write no data; print the JSON Schema of a line" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new ExampleCommand(
            "export",
            "Writes comments, consents, decisions, people and settings of people as lines of JSON, with what is encrypted opened. The file "
            + "holds personal data of everybody, addresses too: keep it as you keep the keys. It is entered in the audit trail.",
            "gonogo export --out blog.jsonl")
        {
            file,
            overwrite,
            schema,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(schema))
            {
                await output.WriteAsync(ExportSchema.Of(services.GetRequiredService<DataContext>()));
                return ExitCode.Done;
            }

            if (parsed.GetValue(file) is not { } path)
            {
                return new SettingRefused("Name the file to write with --out.");
            }

            if (PrivateFile.FindRefusal(path, parsed.GetValue(overwrite)) is { } refused)
            {
                return refused;
            }

            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);

            // Before anything is read: one that is cut short was taken too.
            await services.EnterAsync(AuditIdentity.Operator.Act("export.taken", "export", "all"), cancellationToken);
            var export = services.GetRequiredService<BlogExport>();
            var written = await PrivateFile.WriteAsync<long>(path, parsed.GetValue(overwrite), async target =>
                await ProgressBar.ShowAsync("Writing", progress => export.WriteAsync(target, progress, cancellationToken)));
            if (!written.Succeeded(out var rows, out var refusal))
            {
                return refusal;
            }

            var isPiped = path == PrivateFile.StandardOutput;
            var told = isPiped ? parsed.InvocationConfiguration.Error : output;
            await told.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { Rows = rows, File = isPiped ? path : Path.GetFullPath(path) }, CommandJson.Options)
                : string.Create(CultureInfo.InvariantCulture, $"{path}: {rows} rows. It holds personal data: keep it from others."));
            return ExitCode.Done;
        }));
        return command;
    }
}
