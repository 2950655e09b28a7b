using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Privacy;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo backup</c>: both copies, also beside a running server.</summary>
internal static class BackupCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var list = new Option<bool>("--list") { Description = "Make none; list those that are there, the newest first" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new ExampleCommand(
            "backup",
            "Copies the database, and apart from it the keys with the ledger of erasures, each encrypted by a key of its own into a folder "
            + "of its own (GoNoGo:Backup). The server may go on. Copies that are too old are deleted, never the newest.",
            "gonogo backup --data /var/lib/gonogo")
        {
            list,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(list))
            {
                return await ListAsync(output, services.GetRequiredService<IOptions<BackupOptions>>().Value, parsed.GetValue(json));
            }

            await services.GetRequiredService<Preparation>().RunAsync(cancellationToken);
            var backups = services.GetRequiredService<BackupTaking>();
            var outcome = await ProgressBar.ShowAsync(
                "Copying", progress => backups.TakeAsync(AuditActor.Operator, progress, cancellationToken));
            if (!outcome.Succeeded(out var taken, out var refusal))
            {
                return refusal;
            }

            await output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(taken, CommandJson.Options)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{taken.Name}: {taken.Rows} rows, {taken.Bytes} bytes; the keys lie apart from it."));
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Result<int>> ListAsync(TextWriter output, BackupOptions settings, bool json)
    {
        if (!settings.IsConfigured)
        {
            return new BackupNotConfigured();
        }

        var folder = BackupTaking.DatabaseFolder(settings);
        var key = Key.TryParse(settings.Key ?? "", 1)!; // The options have looked at it.
        var found = folder.Names().Select(name => (Name: name, Read: folder.Read(name, key))).ToList();
        if (json)
        {
            var items = found.Select(one => new { one.Name, one.Read.Value?.Id, one.Read.Value?.TakenAt, one.Read.Value?.Database });
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Items = items, Next = (string?)null }, CommandJson.Options));
            return ExitCode.Done;
        }

        foreach (var (name, read) in found)
        {
            await output.WriteLineAsync(read.Value is { Database: { } facts } manifest
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}  {manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm'Z'}  {facts.Rows.Values.Sum()} rows, {facts.Kind}")
                : $"{name}  {read.Error?.Message}");
        }

        if (found.Count == 0)
        {
            await output.WriteLineAsync($"There is no backup in {folder.Path}.");
        }

        return ExitCode.Done;
    }
}
