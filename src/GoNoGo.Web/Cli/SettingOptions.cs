using System.CommandLine;
using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Hosting;

namespace GoNoGo.Web.Cli;

/// <summary>The options that every command takes because they are settings: where the content and the data stand.</summary>
internal sealed class SettingOptions
{
    private readonly Dictionary<string, Option<string?>> options = new(StringComparer.Ordinal)
    {
        [Key(ContentOptions.Section, nameof(ContentOptions.Repository))] = new("--content")
        {
            Description = "The Git repository of the posts. Without it: a starter blog in the data folder",
            HelpName = "PATH-OR-URL",
        },
        [Key(ContentOptions.Section, nameof(ContentOptions.Branch))] = new("--branch")
        {
            Description = "The branch to follow [default: main]",
            HelpName = "NAME",
        },
        [Key(ContentOptions.Section, nameof(ContentOptions.Folder))] = new("--folder")
        {
            Description = "The folder of the posts in it [default: content/posts]",
            HelpName = "PATH",
        },
        [Key(DataOptions.Section, nameof(DataOptions.Path))] = new("--data")
        {
            Description = "The folder of the database, the keys and the mirror [default: data]",
            HelpName = "DIR",
        },
    };

    /// <summary>Makes the options known to a command and all below it.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in options.Values)
        {
            option.Recursive = true;
            command.Add(option);
        }
    }

    /// <summary>The settings of this run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="urls">The addresses to listen on, where the command listens.</param>
    /// <param name="preview">Whether the option of a preview was given, where the command has it.</param>
    /// <returns>The settings, or the one sentence that says what to mend.</returns>
    public Result<Settings> Load(ParseResult parsed, string? urls = null, bool preview = false)
    {
        var given = Given(parsed);
        given[Key(ContentOptions.Section, nameof(ContentOptions.Preview))] = preview ? bool.TrueString : null;
        return Settings.Load(given, urls, EnvironmentSettings.OfThisProcess());
    }

    /// <summary>
    /// The settings of a command beside the server. Where nothing says how readers reach the blog, it is as it was served last.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The settings, or the one sentence that says what to mend.</returns>
    public Result<Settings> LoadBesideServer(ParseResult parsed)
    {
        var loaded = Load(parsed);
        if (!loaded.Succeeded(out var settings, out _)
            || settings.HasGivenAddress
            || ServedAddress.Read(settings.Get<DataOptions>(DataOptions.Section).Path) is not { } served)
        {
            return loaded;
        }

        var given = Given(parsed);
        given[Key(SiteOptions.Section, nameof(SiteOptions.BaseUrl))] = served;
        return Settings.Load(given, urls: null, EnvironmentSettings.OfThisProcess());
    }

    private Dictionary<string, string?> Given(ParseResult parsed) =>
        options.ToDictionary(option => option.Key, option => parsed.GetValue(option.Value), StringComparer.Ordinal);

    private static string Key(string section, string name) => $"{section}:{name}";
}
