using GoNoGo.Blog.Content.Git;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content;

/// <summary>Makes a Git repository of a plain folder, so that its files can be followed.</summary>
/// <param name="clock">Dates the commit.</param>
public sealed class RepositoryInitializer(TimeProvider clock)
{
    /// <summary>The branch of a new repository.</summary>
    public const string Branch = "main";

    /// <summary>Whether a folder is itself the root of a repository, bare or not.</summary>
    /// <param name="folder">A path.</param>
    /// <returns>False for a folder inside a repository, and where there is no folder.</returns>
    public static bool IsRepository(string folder) => Repositories.Exists(folder);

    /// <summary>Whether a folder is a repository without a working tree.</summary>
    /// <param name="folder">A path.</param>
    /// <returns>False where there is no repository.</returns>
    public static bool IsBare(string folder)
    {
        if (!IsRepository(folder))
        {
            return false;
        }

        using var repository = Repositories.Open(folder);
        return repository.Info.IsBare;
    }

    /// <summary>The repository that a folder is a part of.</summary>
    /// <param name="folder">An existing folder that is no repository itself.</param>
    /// <returns>The root of its working tree; null where there is none.</returns>
    public static string? RepositoryAround(string folder) => Repositories.WorkingTreeAround(folder);

    /// <summary>Sets a repository up in a folder and commits all files that its <c>.gitignore</c> lets through.</summary>
    /// <param name="folder">An existing folder; its files are not changed.</param>
    /// <returns>The first commit's id; the present one where the folder is a repository with commits already.</returns>
    public Result<string> Initialize(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new ContentUnavailable("content_folder_missing", $"There is no folder {folder}.");
        }

        try
        {
            using var repository = IsRepository(folder) ? Repositories.Open(folder) : Repositories.Create(folder, Branch);
            return repository.Head.Tip?.Sha ?? CommitAll(repository);
        }
        catch (LibGit2SharpException exception)
        {
            return new ContentUnavailable("repository_not_made", $"No repository could be made of {folder}: {exception.Message}");
        }
    }

    private string CommitAll(Repository repository)
    {
        Commands.Stage(repository, "*");
        var author = new Signature("GoNoGo", "gonogo@localhost", clock.GetUtcNow());
        return repository.Commit("Begin the blog", author, author, new CommitOptions { AllowEmptyCommit = true }).Sha;
    }
}
