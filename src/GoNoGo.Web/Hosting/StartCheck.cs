using GoNoGo.Blog.Content;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// What must hold before anything is built: a runtime without known weaknesses, a data folder that can be written, a content folder that is
/// there.
/// </summary>
internal static class StartCheck
{
    /// <summary>The first runtime in which what SECURITY.md names is mended.</summary>
    private static readonly Version OldestRuntime = new(10, 0, 10);

    /// <summary>Makes the data folder if it is missing, and looks.</summary>
    /// <param name="settings">Where the folders are.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static SettingRefused? FindRefusal(Settings settings) =>
        Runtime(Environment.Version)
        ?? DataFolder(settings.Get<DataOptions>(DataOptions.Section).Path)
        ?? ContentFolder(settings.Get<ContentOptions>(ContentOptions.Section).Repository);

    /// <summary>Whether a runtime is one that strangers can hurt.</summary>
    /// <param name="version">Its version.</param>
    /// <returns>What to do about it; null for a good one.</returns>
    public static SettingRefused? Runtime(Version version) => version >= OldestRuntime
        ? null
        : new SettingRefused($"The .NET runtime {version} has known weaknesses; install {OldestRuntime} or a later one.");

    private static SettingRefused? DataFolder(string path)
    {
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
