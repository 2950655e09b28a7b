using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content;

/// <summary>Reads a blog as the server would and reports every problem. Changes nothing, needs no running server.</summary>
public static class ContentCheck
{
    /// <summary>The code of the refusal where the server has not served anything yet.</summary>
    public const string NothingServed = "nothing_served";

    /// <summary>Where posts are looked for in a folder that names none, in this order; else it is all posts itself.</summary>
    private static readonly string[] UsualFolders =
        [ContentLayout.DefaultPostsFolder, "content/blog", "content", "src/content/blog", "_posts", "posts"];

    /// <summary>Checks the files as they lie in a folder; of a repository without a working tree, those of its HEAD.</summary>
    /// <param name="path">The root of a repository, whose <c>.gitignore</c> counts, or a plain folder.</param>
    /// <param name="folder">The posts folder; null for that of site.yaml, else the usual ones.</param>
    /// <param name="progress">Told how many texts of how many are done; may be called from several threads.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The report, or why nothing could be read.</returns>
    public static Task<Result<ContentReport>> CheckAsync(
        string path, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var root = Path.GetFullPath(path);
            return Directory.Exists(root)
                ? CheckExisting(root, folder, progress, cancellationToken)
                : new ContentUnavailable("content_folder_missing", File.Exists(root)
                    ? $"{root} is a file; name the folder of a blog."
                    : $"There is no folder {root}.");
        },
        cancellationToken);

    /// <summary>Checks the commit that the server serves, as it lies in the mirror.</summary>
    /// <param name="dataPath">The data folder.</param>
    /// <param name="folder">The posts folder of the configuration, if any.</param>
    /// <param name="progress">See <see cref="CheckAsync"/>.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The report, or why nothing could be read.</returns>
    public static Task<Result<ContentReport>> CheckServedAsync(
        string dataPath, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                using var mirror = new GitMirror(GitMirror.PathIn(dataPath));
                if (mirror.ServedCommit is not { } commit)
                {
                    return new ContentUnavailable(
                        NothingServed, "No content was served yet; run gonogo serve first, or name a path to check.");
                }

                var tree = new CommitTree(mirror.Repositories, new PathHistory(mirror.Repositories), commit);
                return Read(mirror.Repositories.Path, () => Report(tree, folder, progress, cancellationToken));
            },
            cancellationToken);

    private static Result<ContentReport> CheckExisting(
        string root, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        Result<ContentReport> Guess(IContentTree tree)
        {
            var guessed = folder is null ? UsualFolder(tree) : null;
            return Report(tree, folder ?? guessed, progress, cancellationToken).Succeeded(out var report, out var error)
                ? report with { GuessedFolder = guessed }
                : error;
        }

        return Read(root, () =>
        {
            if (!Repositories.Exists(root))
            {
                return Guess(new FolderTree(root));
            }

            using var repository = Repositories.Open(root);
            if (!repository.Info.IsBare)
            {
                return Guess(new FolderTree(root, repository.Ignore.IsPathIgnored));
            }

            using var pool = new RepositoryPool(root);
            return repository.Head.Tip is { } tip ? Guess(new CommitTree(pool, new PathHistory(pool), tip.Sha)) : FetchErrors.Empty;
        });
    }

    private static Result<ContentReport> Read(string place, Func<Result<ContentReport>> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return new ContentUnavailable("content_unreadable", $"{place} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Null where the server finds the posts by itself.</summary>
    private static string? UsualFolder(IContentTree tree)
    {
        if (tree.Children(null).Any(node => node.Name == "site.yaml"))
        {
            return null;
        }

        var usual = UsualFolders.FirstOrDefault(path => Holds(tree, path)) ?? "";
        return usual == ContentLayout.DefaultPostsFolder ? null : usual;
    }

    private static bool Holds(IContentTree tree, string path)
    {
        TreeNode? folder = null;
        foreach (var name in path.Split('/'))
        {
            folder = tree.Children(folder).FirstOrDefault(node => node.Name == name && node.Kind is TreeNodeKind.Folder);
            if (folder is null)
            {
                return false;
            }
        }

        return true;
    }

    internal static Result<ContentReport> Report(
        IContentTree tree, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var request = new BuildRequest(folder, new Dictionary<string, string>(), progress);
        return new SnapshotBuilder(new BodyRenderer()).Build(tree, request, cancellationToken).Succeeded(out var built, out var error)
            ? new ContentReport(built.Texts, built.Snapshot.Posts.Count, built.Snapshot.Pages.Count, built.Snapshot.Problems)
            {
                Site = built.Snapshot.Site,
                All = built.Snapshot.Posts,
            }
            : error;
    }
}
