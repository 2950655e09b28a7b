using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
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
            + "of its own (GoNoGo:Backup). The server may go on. Copies that are too old are deleted, never the three newest, and none "
            + "while the clock has jumped.",
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

            var dataPath = services.GetRequiredService<IOptions<DataOptions>>().Value.Path;
            if (FindForeignOwner(dataPath, UnixFiles.OwnerOf(OwnedByServer(dataPath)), UnixFiles.CurrentUser) is { } foreign)
            {
                return foreign;
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

    /// <summary>
    /// Why a user other than the one whose server it is may take no backup: copies, lock and database files that root makes keep the
    /// server from its own.
    /// </summary>
    /// <param name="dataPath">The data folder.</param>
    /// <param name="owner">Whose it is; null where that is not known.</param>
    /// <param name="user">Who runs this; null where that is not known.</param>
    internal static BackupRefused? FindForeignOwner(string dataPath, uint? owner, uint? user) =>
        owner is null || user is null || owner == user ? null : new BackupRefused(string.Create(
            CultureInfo.InvariantCulture,
            $"The data folder {dataPath} belongs to the user with the id {owner}, and this runs as {user}, whose copies and lock would "
            + $"keep the server from making its own: run it as that user, as with runuser -u gonogo -- gonogo backup "
            + $"(docs/operations/install.md)."));

    // A folder may be given to a container whose server runs as somebody else: what the server has made itself tells better.
    private static string OwnedByServer(string dataPath) =>
        ServerLock.FileOf(dataPath) is var file && File.Exists(file) ? file : dataPath;

    internal static async Task<Result<int>> ListAsync(TextWriter output, BackupOptions settings, bool json)
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
