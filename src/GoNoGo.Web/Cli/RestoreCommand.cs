using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Backup;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo restore</c>: puts two copies in place of nothing, or only rehearses it.</summary>
internal static class RestoreCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var from = Folder("--from", "The folder of the database's copies [default: GoNoGo:Backup:Path]");
        var keysFrom = Folder("--keys-from", "The folder of the keys' copies [default: GoNoGo:Backup:KeysPath]");
        var name = Named("--backup", "Which copy of the database, as gonogo backup --list names it [default: the newest]");
        var keysName = Named("--keys-backup", "Which copy of the keys [default: the newest, which knows the most erasures]");
        var rehearse = new Option<bool>("--rehearse")
        {
            Description = "Restore into a scratch place, verify counts and audit trail, and throw it away",
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var json = new Option<bool>("--json") { Description = "Print the outcome as JSON" };
        var command = new ExampleCommand(
            "restore",
            "Puts a backup in place where there is nothing yet: the database and, from their own copy, the keys with the ledger of "
            + "erasures, which is repeated before anything is served. Nothing is touched unless both copies are whole and fit.",
            "gonogo restore --data /var/lib/gonogo --from /backup/gonogo --keys-from /mnt/other/gonogo-keys")
        {
            from,
            keysFrom,
            name,
            keysName,
            rehearse,
            yes,
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var settings = services.GetRequiredService<IOptions<BackupOptions>>().Value;
            var places = new RestorePlaces(
                parsed.GetValue(from) ?? settings.Path ?? "",
                parsed.GetValue(name),
                parsed.GetValue(keysFrom) ?? settings.KeysPath ?? "",
                parsed.GetValue(keysName));
            if (places.From.Length == 0 || places.KeysFrom.Length == 0)
            {
                return new BackupRefused("Say where both copies are: --from for the database, --keys-from for the keys.");
            }

            var opened = await RestoreSource.OpenAsync(
                places,
                settings,
                services.GetRequiredService<IDatabaseDump>().Kind,
                services.GetRequiredService<DatabaseMigrator>().Known,
                clock.GetUtcNow(),
                cancellationToken);
            foreach (var note in opened.Value?.Notes ?? [])
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(note);
            }

            return !opened.Succeeded(out var source, out var refusal) ? refusal
                : parsed.GetValue(rehearse) ? await RehearseAsync(parsed, services, source, parsed.GetValue(json), cancellationToken)
                : await RestoreAsync(parsed, services, source, parsed.GetValue(yes), parsed.GetValue(json), cancellationToken);
        }, PlaceUse.Made));
        return command;
    }

    private static Option<string?> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR" };

    private static Option<string?> Named(string name, string description) => new(name) { Description = description, HelpName = "NAME" };

    private static async Task<Result<int>> RestoreAsync(
        ParseResult parsed, IServiceProvider services, RestoreSource source, bool yes, bool json, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!(await SoleUse.TryTakeAsync(services, cancellationToken)).Succeeded(out var taken, out var inUse))
        {
            return inUse;
        }

        await using var held = taken;
        var restoration = services.GetRequiredService<Restoration>();
        if (await restoration.FindObstacleAsync(source, cancellationToken) is { } obstacle)
        {
            return obstacle;
        }

        var rows = source.Database.Database?.Rows.Values.Sum();
        var question = string.Create(
            CultureInfo.InvariantCulture,
            $"Restore {rows} rows of {source.Database.TakenAt:u} with keys and ledger of {source.Keys.TakenAt:u}?");
        if (!yes && !await Agreement.AsksAsync(error, question))
        {
            await error.WriteLineAsync("Nothing was restored.");
            return ExitCode.Failed;
        }

        var outcome = await ProgressBar.ShowAsync("Restoring", _ => restoration.RunAsync(source, cancellationToken));
        if (!outcome.Succeeded(out var manifest, out var refusal))
        {
            return refusal;
        }

        // What every start does: the shape of this program, and every erasure that the ledger knows.
        await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: true, cancellationToken);
        await services.EnterAsync(
            new AuditAct(AuditActor.Operator, "backup.restored", "backup", manifest.Id.ToString("D"), new Dictionary<string, string>
            {
                ["taken_at"] = manifest.TakenAt.ToString("O", CultureInfo.InvariantCulture),
            }),
            cancellationToken);
        await output.WriteLineAsync(json
            ? JsonSerializer.Serialize(new { Backup = manifest.Id, manifest.TakenAt, Rows = rows }, CommandJson.Options)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Restored: {rows} rows as of {manifest.TakenAt:u}. Erasures since then were repeated; what else came since is lost."));
        return ExitCode.Done;
    }

    private static async Task<Result<int>> RehearseAsync(
        ParseResult parsed, IServiceProvider services, RestoreSource source, bool json, CancellationToken cancellationToken)
    {
        var rehearsal = ActivatorUtilities.CreateInstance<Rehearsal>(services);
        var outcome = await ProgressBar.ShowAsync("Verifying", progress => rehearsal.RunAsync(source, progress, cancellationToken));
        if (!outcome.Succeeded(out var report, out var refusal))
        {
            return refusal;
        }

        var output = parsed.InvocationConfiguration.Output;
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, CommandJson.Options));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                await output.WriteLineAsync(Printable.Line(finding));
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{(report.Findings.Count == 0 ? "It would work" : "The audit trail of the backup is not whole")}: "
                + $"{report.Rows.Values.Sum()} rows as of {report.TakenAt:u}, as the manifest says, {report.AuditSize} audit entries "
                + $"verified, {report.ReplayedErasures} erasures repeated, in {report.Seconds:0.0} s. The scratch place is gone."));
        }

        return report.Findings.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
