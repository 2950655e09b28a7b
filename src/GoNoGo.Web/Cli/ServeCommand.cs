using System.CommandLine;
using GoNoGo.Accounts.SignIn;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Admin.Frame;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;
using GoNoGo.Web.Hosting;
using GoNoGo.Web.Pages;

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
        var watch = new Option<bool>("--watch")
        {
            Description = "Show what is not committed yet too, within a second of saving; on this machine alone. Drafts stay hidden",
        };
        var yes = new Option<bool>("--yes") { Description = "Make a Git repository of a content folder that is none, without asking" };
        var command = new ExampleCommand(
            "serve", "Serves the blog.", "gonogo serve --content ~/blog --data /var/lib/gonogo --urls http://localhost:8080")
        {
            urls,
            watch,
            yes,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!options.Load(parsed, parsed.GetValue(urls), parsed.GetValue(watch)).Succeeded(out var settings, out var refusal))
            {
                await error.WriteLineAsync(refusal.Message);
                return ExitCode.Failed;
            }

            if (await FindRefusalAsync(settings, clock, parsed.GetValue(yes), error, cancellationToken) is { } sentence)
            {
                await error.WriteLineAsync(sentence);
                return ExitCode.Failed;
            }

            return await ServeAsync(settings, clock, output, error, cancellationToken);
        });
        return command;
    }

    private static async Task<string?> FindRefusalAsync(
        Settings settings, TimeProvider clock, bool yes, TextWriter error, CancellationToken cancellationToken)
    {
        var content = settings.Get<ContentOptions>(ContentOptions.Section);
        if ((StartCheck.FindRefusal(settings, PlaceUse.Made) ?? PreviewCheck.FindRefusal(settings)) is { } refusal)
        {
            return refusal.Message;
        }

        // A repository that was served and is gone for the moment must not keep the site down, nor be begun anew.
        var dataPath = settings.Get<DataOptions>(DataOptions.Section).Path;
        return content.Repository is { } repository && ContentFollower.HasServed(dataPath, repository)
            ? null
            : await new RepositoryOffer(new RepositoryInitializer(clock), error)
                .FindRefusalAsync(content.Repository, yes, cancellationToken);
    }

    private static async Task<int> ServeAsync(
        Settings settings, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (settings.Get<DatabaseOptions>(DatabaseOptions.Section).Provider is DatabaseProvider.Sqlite)
        {
            InlineSockets.Use();
        }

        await using var app = GoNoGoHost.Build(settings, clock);
        var failure = app.Services.GetRequiredService<PartFailure>();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return await EndAsync(failure.Sentence, error);
        }

        var address = AddressOf(app, settings);
        ServedAddress.Write(settings.Get<DataOptions>(DataOptions.Section).Path, address.Root, app.Urls);
        var content = settings.Get<ContentOptions>(ContentOptions.Section);
        var uncommitted = content.Preview ? " and what is not committed yet" : "";
        await output.WriteLineAsync($"""
            Now reading at {string.Join(" and ", app.Urls.Select(url => url.TrimEnd('/') + "/"))}
              content  {content.Repository ?? "the starter blog"}, branch {content.Branch}{uncommitted}
              data     {Path.GetFullPath(settings.Get<DataOptions>(DataOptions.Section).Path)}
            Stop with Ctrl+C.
            """);
        await OfferFirstLinkAsync(app, address, output, cancellationToken);
        await output.FlushAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return await EndAsync(failure.Sentence, error);
    }

    /// <summary>Ends as one that was asked to, or says what has failed.</summary>
    private static async Task<int> EndAsync(string? failed, TextWriter error)
    {
        if (failed is null)
        {
            return ExitCode.Done;
        }

        await error.WriteLineAsync(failed);
        return ExitCode.Failed;
    }

    /// <summary>As long as nobody has an account, whoever sees this terminal may become the administrator.</summary>
    private static async Task OfferFirstLinkAsync(
        WebApplication app, PublicAddress address, TextWriter output, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().OfferFirstAsync(cancellationToken) is not { } token)
        {
            return;
        }

        await output.WriteLineAsync($"""
            Nobody administers this blog yet. Become the administrator at this address, once and within 24 hours:
              {new Uri(address.BaseUrl, address.Outside(AdminPaths.SetUp(token)))}
            """);
    }

    /// <summary>Where a browser finds the blog.</summary>
    private static PublicAddress AddressOf(WebApplication app, Settings settings)
    {
        // Browsers know passkeys by name, so that 127.0.0.1 would not do; the port may be one that the system gave.
        var isProduction = settings.Get<SiteOptions>(SiteOptions.Section).IsProduction;
        var listens = new Uri(app.Urls.First());
        var outside = app.Services.GetRequiredService<PublicAddress>();
        return isProduction || !listens.IsLoopback
            ? outside
            : new PublicAddress(new UriBuilder(listens) { Host = "localhost" }.Uri, outside.BasePath);
    }
}
