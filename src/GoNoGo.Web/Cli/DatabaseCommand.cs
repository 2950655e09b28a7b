using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo database copy</c>: moves a blog from SQLite to PostgreSQL and back.</summary>
internal static class DatabaseCommand
{
    private const string ConnectionSetting = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}";
    private const string CopyToSetting = $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.CopyTo)}";

    public static Command Describe(SettingOptions options, TimeProvider clock) => new ExampleCommand(
        "database",
        "Moves the database to another one.",
        "GoNoGo__Database__CopyTo_FILE=/run/secrets/postgres gonogo database copy --data /var/lib/gonogo")
    {
        Copy(options, clock),
    };

    private static ExampleCommand Copy(SettingOptions options, TimeProvider clock)
    {
        var json = new Option<bool>("--json") { Description = "Print what was copied as JSON" };
        var command = new ExampleCommand(
            "copy",
            "Copies the database that the configuration names into an empty one of the other kind, which GoNoGo:Database:CopyTo names, and "
            + "verifies it there. Stop the server before: what is written meanwhile stays behind. The keys stay where they are.",
            "gonogo database copy --data /var/lib/gonogo   # with GoNoGo__Database__CopyTo_FILE=/run/secrets/postgres")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CommandScope.RunAsync(options, parsed, clock, async services =>
        {
            var settings = services.GetRequiredService<Settings>();
            var database = settings.Get<DatabaseOptions>(DatabaseOptions.Section);
            if (string.IsNullOrWhiteSpace(database.CopyTo))
            {
                return new MoveRefused(
                    "Set GoNoGo:Database:CopyTo to the connection string of an empty database of the other kind, best from a file.");
            }

            var dataPath = settings.Get<DataOptions>(DataOptions.Section).Path;
            using var held = ServerLock.TryHold(dataPath);
            if (held is null)
            {
                return ServerLock.Held(dataPath);
            }

            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Existing, mayMigrate: true, cancellationToken);
            await using var target = CommandScope.Quiet(Target(settings, database), clock);
            await using var scope = target.Services.CreateAsyncScope();
            if (await PrepareAsync(scope.ServiceProvider, cancellationToken) is { } obstacle)
            {
                return obstacle;
            }

            var outcome = await ProgressBar.ShowAsync(
                "Copying", progress => DatabaseMove.RunAsync(services, scope.ServiceProvider, progress, cancellationToken));
            if (!outcome.Succeeded(out var moved, out var refusal))
            {
                return refusal;
            }

            await scope.ServiceProvider.EnterAsync(
                new AuditAct(AuditActor.Operator, "database.copied", "database", "all", new Dictionary<string, string>
                {
                    ["rows"] = moved.Rows.Values.Sum().ToString(CultureInfo.InvariantCulture),
                }),
                cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(moved, CommandJson.Options)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Copied: {moved.Rows.Values.Sum()} rows of {moved.Rows.Count} tables, {moved.AuditSize} audit entries verified. ")
                    + "Set GoNoGo:Database to the new one before you serve again.");
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>Gives the target this program's shape, or says why not, by the name of the setting that was given for it.</summary>
    private static async Task<MoveRefused?> PrepareAsync(IServiceProvider target, CancellationToken cancellationToken)
    {
        try
        {
            if (await DatabaseMove.FindObstacleAsync(target, cancellationToken) is { } obstacle)
            {
                return obstacle;
            }

            await target.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            return null;
        }
        catch (OptionsValidationException invalid)
        {
            return new MoveRefused(OfTarget(string.Join(' ', invalid.Failures)));
        }
        catch (StartRefusedException refused)
        {
            return new MoveRefused(OfTarget(refused.Message));
        }
        catch (DbException exception)
        {
            return new MoveRefused(
                $"The database that {CopyToSetting} names cannot be used ({exception.SqlState ?? exception.GetType().Name}): make an empty "
                + "one, or correct the connection string.");
        }
    }

    private static string OfTarget(string sentence) => sentence.Replace(ConnectionSetting, CopyToSetting, StringComparison.Ordinal);

    private static Settings Target(Settings settings, DatabaseOptions database) => settings.With(new Dictionary<string, string?>
    {
        [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] =
            (database.Provider is DatabaseProvider.Sqlite ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite).ToString(),
        [ConnectionSetting] = database.CopyTo,
    });
}
