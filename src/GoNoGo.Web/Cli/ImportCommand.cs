using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Portability;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
            if (!(await SoleUse.TryTakeAsync(services, cancellationToken)).Succeeded(out var taken, out var inUse))
            {
                return inUse;
            }

            await using var held = taken;
            if (!Open(parsed.GetRequiredValue(file)).Succeeded(out var source, out var unread))
            {
                return unread;
            }

            await using (source)
            {
                return await ImportAsync(services, parsed, source, !parsed.GetValue(withoutTags), parsed.GetValue(json), cancellationToken);
            }
        }, PlaceUse.Made));
        return command;
    }

    private static Result<FileStream> Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SettingRefused($"{path} cannot be read; name a file that gonogo export wrote.");
        }
    }

    private static async Task<Result<int>> ImportAsync(
        IServiceProvider services, ParseResult parsed, FileStream source, bool withTags, bool json, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Made, mayMigrate: true, cancellationToken);
            var import = services.GetRequiredService<BlogImport>();
            var outcome = await ProgressBar.ShowAsync(
                "Importing", progress => import.RunAsync(source, withTags, progress, cancellationToken));
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
            await parsed.InvocationConfiguration.Output.WriteLineAsync(json
                ? JsonSerializer.Serialize(imported, CommandJson.Options)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Imported: {imported.Rows.Values.Sum()} rows; {imported.ReplayedErasures} erasures repeated."));
            return ExitCode.Done;
        }
        catch (Exception exception) when (RefusalOf(exception) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>What is said of an import that the disk has ended; null for what is another failure.</summary>
    internal static SettingRefused? RefusalOf(Exception exception) =>
        exception is IOException or UnauthorizedAccessException || IsAboutRoom(exception)
            ? new SettingRefused(
                $"The import could not be written ({exception.GetType().Name}); nothing was imported. Look whether the disk is full and "
                + "this user may write to it.")
            : null;

    // EF wraps what a database says of a full or read-only disk.
    private static bool IsAboutRoom(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN }
        || (exception.InnerException is { } inner && IsAboutRoom(inner));
}
