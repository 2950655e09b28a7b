using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using LibGit2Sharp;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace GoNoGo.Blog.Content.Following;

/// <summary>
/// Watches the refs of a local repository, and the files of its working tree for a preview. A hint only: what it misses,
/// polling finds.
/// </summary>
internal sealed partial class ReferenceWatch : IDisposable
{
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly Action changed;

    private ReferenceWatch(Action changed) => this.changed = changed;

    /// <summary>Null where the system cannot watch, or there is nothing to watch yet.</summary>
    public static ReferenceWatch? TryStart(string repositoryPath, bool withFiles, Action changed, ILogger logger)
    {
        var watch = new ReferenceWatch(changed);
        try
        {
            var folder = SharedFolder(repositoryPath);
            watch.Add(folder, recursive: false, ["HEAD", "packed-refs"]);
            watch.Add(Path.Combine(folder, "refs"), recursive: true, ["*"]);
            if (withFiles)
            {
                watch.Add(repositoryPath, recursive: true, ["*"]);
            }

            return watch;
        }
        catch (Exception exception)
            when (exception is IOException or ArgumentException or UnauthorizedAccessException or LibGit2SharpException)
        {
            watch.Dispose();
            LogNotWatched(logger, exception.Message);
            return null;
        }
    }

    public void Dispose() => watchers.ForEach(watcher => watcher.Dispose());

    // A linked work tree has its own folder, but its branches stand in the folder of the main one.
    private static string SharedFolder(string repositoryPath)
    {
        using var repository = Repositories.Open(repositoryPath);
        var folder = repository.Info.Path;
        var pointer = Path.Combine(folder, "commondir");
        return File.Exists(pointer) ? Path.GetFullPath(Path.Combine(folder, File.ReadAllText(pointer).Trim())) : folder;
    }

    private void Add(string folder, bool recursive, string[] filters)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = recursive };
        watchers.Add(watcher);
        Array.ForEach(filters, watcher.Filters.Add);
        watcher.Changed += (_, change) => Notice(change);
        watcher.Created += (_, change) => Notice(change);
        watcher.Deleted += (_, change) => Notice(change);
        watcher.Renamed += (_, change) => Notice(change);
        watcher.Error += (_, _) => changed();
        watcher.EnableRaisingEvents = true;
    }

    // Seen from the working tree, Git's own folder changes with everything that Git does.
    private void Notice(FileSystemEventArgs change)
    {
        if (change.Name is null || !(change.Name == ".git" || ContentPath.IsBelow(change.Name, ".git")))
        {
            changed();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The content repository is polled but not watched: {Reason}")]
    private static partial void LogNotWatched(ILogger logger, string reason);
}
