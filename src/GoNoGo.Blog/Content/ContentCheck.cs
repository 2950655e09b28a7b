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
    /// <summary>Where posts are looked for in a plain folder that names none, in this order; else it is all posts itself.</summary>
    private static readonly string[] UsualFolders =
        [ContentLayout.DefaultPostsFolder, "content/blog", "content", "src/content/blog", "_posts", "posts"];

    /// <summary>Checks a repository at a commit, or the files of a plain folder as they lie there.</summary>
    /// <param name="path">The root of a repository, or a folder.</param>
    /// <param name="branch">The branch of a repository; null for what is checked out.</param>
    /// <param name="folder">The posts folder; null for that of site.yaml, else the usual ones.</param>
    /// <param name="progress">Told how many texts of how many are done; may be called from several threads.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The report, or why nothing could be read.</returns>
    public static Task<Result<ContentReport>> CheckAsync(
        string path, string? branch, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken) =>
        Task.Run(
            () => !Directory.Exists(path) ? new ContentUnavailable("content_folder_missing", $"There is no folder {path}.")
                : Repositories.Exists(path) ? CheckRepository(path, branch, folder, progress, cancellationToken)
                : CheckFolder(path, folder, progress, cancellationToken),
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
                return mirror.ServedCommit is { } commit
                    ? CheckCommit(mirror.Repositories, commit, folder, progress, cancellationToken)
                    : new ContentUnavailable("nothing_served",
                        "No content was served yet; run gonogo serve first, or name a path to check.");
            },
            cancellationToken);

    private static Result<ContentReport> CheckRepository(
        string path, string? branch, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        using var repositories = new RepositoryPool(path);
        var tip = repositories.Use(repository => branch is null ? repository.Head.Tip?.Sha : repository.Branches[branch]?.Tip?.Sha);
        return tip is { } commit ? CheckCommit(repositories, commit, folder, progress, cancellationToken)
            : branch is null ? FetchErrors.Empty
            : FetchErrors.BranchGone(branch);
    }

    private static Result<ContentReport> CheckCommit(
        RepositoryPool repositories,
        string commit,
        string? folder,
        IProgress<(int Done, int Total)>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            return Report(new CommitTree(repositories, new PathHistory(repositories), commit), folder, progress, cancellationToken);
        }
        catch (LibGit2SharpException exception)
        {
            return new ContentUnavailable("repository_unreadable", $"The repository cannot be read: {exception.Message}");
        }
    }

    private static Result<ContentReport> CheckFolder(
        string path, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var named = folder is not null || File.Exists(Path.Combine(path, "site.yaml"));
            var usual = UsualFolders.FirstOrDefault(usual => Directory.Exists(Path.Combine(path, usual))) ?? "";
            return Report(new FolderTree(path), named ? folder : usual, progress, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ContentUnavailable("content_unreadable", $"The folder {path} cannot be read: {exception.Message}");
        }
    }

    private static Result<ContentReport> Report(
        IContentTree tree, string? folder, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var request = new BuildRequest(folder, new Dictionary<string, string>(), progress);
        return new SnapshotBuilder(new BodyRenderer()).Build(tree, request, cancellationToken).Succeeded(out var built, out var error)
            ? new ContentReport(built.Texts, built.Snapshot.Posts.Count, built.Snapshot.Pages.Count, built.Snapshot.Problems)
            : error;
    }
}
