using GoNoGo.Blog.Content;
using GoNoGo.Integrations.DigitalOcean;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Configuration;
using GoNoGo.Web.Database;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// What must hold before anything is built: a runtime without known weaknesses, a data folder that can be written, a content folder that is
/// there.
/// </summary>
internal static class StartCheck
{
    /// <summary>The first runtime in which what SECURITY.md names is mended.</summary>
    private static readonly Version OldestRuntime = new(10, 0, 10);

    /// <summary>Looks, and makes the data folder where that is asked for.</summary>
    /// <param name="settings">Where the folders are.</param>
    /// <param name="place">What is done with the data folder.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static SettingRefused? FindRefusal(Settings settings, PlaceUse place) =>
        Runtime(Environment.Version)
        ?? LastingDisk(settings)
        ?? DataFolder(settings, place)
        ?? ContentFolder(settings.Get<ContentOptions>(ContentOptions.Section).Repository);

    /// <summary>What is said where a command needs a blog and there is none.</summary>
    public static string NoBlog(string dataPath) =>
        $"There is no blog in {Path.GetFullPath(dataPath)}: give its data folder with --data, or begin one with 'gonogo serve'.";

    /// <summary>Whether a runtime is one that strangers can hurt.</summary>
    /// <param name="version">Its version.</param>
    /// <returns>What to do about it; null for a good one.</returns>
    public static SettingRefused? Runtime(Version version) => version >= OldestRuntime
        ? null
        : new SettingRefused($"The .NET runtime {version} has known weaknesses; install {OldestRuntime} or a later one.");

    /// <summary>The disk of App Platform is gone with every deployment, so that a database or keys on it would be.</summary>
    private static SettingRefused? LastingDisk(Settings settings)
    {
        const string waysOut = "Set a PostgreSQL database in Database and a second one in Keys, as gonogo deploy does, or run the program "
            + "on a machine with a disk of its own (docs/operations/hosting.md).";
        var runsThere = settings.Get<DigitalOceanOptions>(DigitalOceanOptions.Section).RunsHere;
        return !runsThere ? null
            : settings.Get<DatabaseOptions>(DatabaseOptions.Section).Provider is DatabaseProvider.Sqlite
                ? new SettingRefused("The disk of App Platform does not last, so SQLite would lose every comment there. " + waysOut)
            : string.IsNullOrWhiteSpace(settings.Get<KeyOptions>(KeyOptions.Section).ConnectionString)
                ? new SettingRefused("The disk of App Platform does not last, so keys on it would be lost. " + waysOut)
            : null;
    }

    private static SettingRefused? DataFolder(Settings settings, PlaceUse place)
    {
        var path = settings.Get<DataOptions>(DataOptions.Section).Path;

        // Where all that lasts is in PostgreSQL, a node begins with an empty disk.
        var provider = settings.Get<DatabaseOptions>(DatabaseOptions.Section).Provider;
        var mayMake = place is PlaceUse.Made || provider is DatabaseProvider.Postgres;
        if (!mayMake && !Path.Exists(path))
        {
            return place is PlaceUse.Unneeded ? null : new SettingRefused(NoBlog(path));
        }

        try
        {
            Make(path);
            var probe = Path.Combine(path, $".write-test-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SettingRefused(
                $"The data folder {Path.GetFullPath(path)} cannot be written; let this user write there or choose another with --data.");
        }
    }

    /// <summary>For this user alone, where it is made here: it holds the database and a copy of what may be a private repository.</summary>
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static SettingRefused? ContentFolder(string? repository) =>
        repository is null || LocalContent.PathOf(repository) is not { } path || Directory.Exists(path)
            ? null
            : new SettingRefused($"The content folder {path} does not exist; give an existing Git repository with --content.");
}
