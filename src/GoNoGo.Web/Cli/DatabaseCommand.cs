using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
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

            if (!(await SoleUse.TryTakeAsync(services, cancellationToken)).Succeeded(out var taken, out var inUse))
            {
                return inUse;
            }

            await using var held = taken;
            await services.GetRequiredService<Preparation>().RunAsync(PlaceUse.Existing, mayMigrate: true, cancellationToken);
            await using var target = CommandScope.Quiet(Target(settings, database), clock);
            await using var scope = target.Services.CreateAsyncScope();
            if (!(await PrepareAsync(scope.ServiceProvider, cancellationToken)).Succeeded(out var prepared, out var obstacle))
            {
                return obstacle;
            }

            await using var heldTarget = prepared;
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

    /// <summary>
    /// Takes the target and gives it this program's shape, or says why not, by the name of the setting that was given for it.
    /// </summary>
    internal static async Task<Result<SoleUse>> PrepareAsync(IServiceProvider target, CancellationToken cancellationToken)
    {
        SoleUse? held = null;
        var isReady = false;
        try
        {
            if (!(await SoleUse.TryTakeDatabaseAsync(target, cancellationToken)).Succeeded(out held, out _))
            {
                return new MoveRefused($"Somebody works on the database that {CopyToSetting} names: stop it, then try again.");
            }
            else if (await DatabaseMove.FindObstacleAsync(target, cancellationToken) is { } obstacle)
            {
                return obstacle;
            }

            await target.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            isReady = true;
            return held;
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
        finally
        {
            if (!isReady && held is not null)
            {
                await held.DisposeAsync();
            }
        }
    }

    private static string OfTarget(string sentence) => sentence.Replace(ConnectionSetting, CopyToSetting, StringComparison.Ordinal);

    /// <summary>The same settings, on the database that is copied to.</summary>
    internal static Settings Target(Settings settings, DatabaseOptions database) => settings.With(new Dictionary<string, string?>
    {
        [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] =
            (database.Provider is DatabaseProvider.Sqlite ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite).ToString(),
        [ConnectionSetting] = database.CopyTo,
    });
}
