using System.CommandLine;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Cli;

/// <summary>
/// A file with personal data that a command writes for its user alone. It is written under a name of its own in the same folder, so that
/// neither the mode nor a link of what is there already decides who reads it, and gets its name when it is whole.
/// </summary>
internal static class PrivateFile
{
    /// <summary>The name that stands for standard output.</summary>
    public const string StandardOutput = "-";

    private const string UnfinishedSuffix = ".unfinished";

    /// <summary>The option of commands that write one.</summary>
    public static Option<bool> OverwriteOption() => new("--overwrite") { Description = "Replace the file where there is one" };

    /// <summary>Why nothing may be written there; null where it may.</summary>
    public static SettingRefused? FindRefusal(string path, bool overwrite)
    {
        try
        {
            var file = new FileInfo(path);
            return path == StandardOutput ? null
                : Directory.Exists(path) ? new SettingRefused($"{path} is a folder; name a file in it.")
                : file.LinkTarget is not null || UnixFiles.IsRegular(path) is false
                    ? new SettingRefused($"{path} is no file but a link or a device; name a file, or - for standard output.")
                : file.Exists && !overwrite
                    ? new SettingRefused($"{path} exists already; name another file, or replace it with --overwrite.")
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CannotBeWritten(path);
        }
    }

    /// <summary>Writes the file, whole or not at all, and deletes what one that was killed has left of it.</summary>
    /// <param name="path">Its name, or - for standard output.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="write">Writes what is in it; a refusal leaves nothing.</param>
    /// <returns>What <paramref name="write"/> gave; or why the file was not written.</returns>
    public static async Task<Result<T>> WriteAsync<T>(string path, bool overwrite, Func<Stream, Task<Result<T>>> write)
        where T : notnull
    {
        if (FindRefusal(path, overwrite) is { } refusal)
        {
            return refusal;
        }
        else if (path == StandardOutput)
        {
            await using var output = Console.OpenStandardOutput();
            return await write(output);
        }

        try
        {
            return await WriteAsideAsync(Path.GetFullPath(path), overwrite, write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CannotBeWritten(path);
        }
    }

    private static async Task<Result<T>> WriteAsideAsync<T>(string path, bool overwrite, Func<Stream, Task<Result<T>>> write)
        where T : notnull
    {
        var folder = Path.GetDirectoryName(path)!; // A file lies in a folder.
        DeleteLeftovers(folder, Path.GetFileName(path));
        var unfinished = $"{path}.{Path.GetRandomFileName()}{UnfinishedSuffix}";
        try
        {
            Result<T> written;
            await using (var target = Create(unfinished))
            {
                written = await write(target);
                target.Flush(flushToDisk: true);
            }

            if (written.Error is null)
            {
                File.Move(unfinished, path, overwrite);
                UnixFiles.FlushFolder(folder);
            }

            return written;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // It exists for nobody else before, so that its mode is ours; others who write under this name are held off as long as it is open.
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static void DeleteLeftovers(string folder, string name)
    {
        foreach (var left in Directory.EnumerateFiles(folder).Where(file => IsLeftOf(name, Path.GetFileName(file))).ToList())
        {
            try
            {
                Delete(left);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it at this moment, or it is another user's.
            }
        }
    }

    private static void Delete(string left)
    {
        // A pipe would wait for somebody to read it, and nobody writes into a link.
        using var unheld = new FileInfo(left).LinkTarget is null && UnixFiles.IsRegular(left) is not false
            ? new FileStream(left, FileMode.Open, FileAccess.Write, FileShare.Delete)
            : null;
        File.Delete(left);
    }

    private static bool IsLeftOf(string name, string file) =>
        file.StartsWith(name + ".", StringComparison.Ordinal) && file.EndsWith(UnfinishedSuffix, StringComparison.Ordinal);

    private static SettingRefused CannotBeWritten(string path) => new($"{path} cannot be written; name another file with --out.");
}
