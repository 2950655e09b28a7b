using System.CommandLine;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary><c>gonogo serve</c>: the blog, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Describe(SettingOptions options, TimeProvider clock)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"The addresses to listen on, separated by semicolons [default: {Settings.DefaultUrl}]",
            HelpName = "URL",
        };
        var command = new ExampleCommand(
            "serve", "Serves the blog.", "gonogo serve --content ~/blog --data /var/lib/gonogo --urls http://localhost:8080")
        {
            urls,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!options.Load(parsed, parsed.GetValue(urls)).Succeeded(out var settings, out var refusal))
            {
                await error.WriteLineAsync(refusal.Message);
                return ExitCode.Failed;
            }

            return await ServeAsync(settings, clock, output, error, cancellationToken);
        });
        return command;
    }

    private static async Task<int> ServeAsync(
        Settings settings, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (StartCheck.FindRefusal(settings) is { } refusal)
        {
            await error.WriteLineAsync(refusal.Message);
            return ExitCode.Failed;
        }

        await using var app = GoNoGoHost.Build(settings, clock);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }

        var content = settings.Get<ContentOptions>(ContentOptions.Section);
        await output.WriteLineAsync($"""
            Now reading at {string.Join(" and ", app.Urls.Select(url => url.TrimEnd('/') + "/"))}
              content  {content.Repository ?? "the starter blog"}, branch {content.Branch}
              data     {Path.GetFullPath(settings.Get<DataOptions>(DataOptions.Section).Path)}
            Stop with Ctrl+C.
            """);
        await output.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }
}
