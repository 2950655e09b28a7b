using System.CommandLine;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>Runs a command's body on the services that serve is made of, without starting them.</summary>
internal static class CommandScope
{
    /// <summary>What a command has to say it says itself; the log is for what went wrong.</summary>
    public static void QuietLog(IServiceCollection services) =>
        services.AddLogging(logging => logging.AddFilter(category: null, LogLevel.Warning));

    /// <summary>Loads the settings, composes the services and runs the body in a scope of its own.</summary>
    /// <param name="options">The settings that the command line gives.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="clock">The time that the services see.</param>
    /// <param name="body">The command; answers its exit code or why it was refused.</param>
    /// <param name="place">Whether a folder for data is made where there is none.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        SettingOptions options,
        ParseResult parsed,
        TimeProvider clock,
        Func<IServiceProvider, Task<Result<int>>> body,
        PlaceUse place = PlaceUse.Existing)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (!options.LoadBesideServer(parsed).Succeeded(out var settings, out var refusal))
        {
            await error.WriteLineAsync(refusal.Message);
            return ExitCode.Failed;
        }

        if (StartCheck.FindRefusal(settings, place) is { } reason)
        {
            await error.WriteLineAsync(reason.Message);
            return ExitCode.Failed;
        }

        await using var app = Quiet(settings, clock);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var outcome = await body(scope.ServiceProvider);
            if (outcome.Succeeded(out var exitCode, out refusal))
            {
                return exitCode;
            }

            await error.WriteLineAsync(refusal.Message);
            return ExitCode.Failed;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
    }

    /// <summary>The services of some settings, for a command.</summary>
    public static WebApplication Quiet(Settings settings, TimeProvider clock) => GoNoGoHost.Build(settings, clock, QuietLog);
}
