using System.Text;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>The files that an author is working on, put into the mirror as a commit that no reference names.</summary>
internal static class WorkingTree
{
    /// <summary>Lays what a working tree has otherwise over a commit; what its <c>.gitignore</c> leaves out stays out.</summary>
    /// <param name="commit">A commit that the repository and the mirror both have.</param>
    /// <param name="mirror">Takes the objects; the repository itself is only read.</param>
    /// <param name="repositoryPath">The root of the working tree.</param>
    /// <returns>The same id for the same files; the commit itself where nothing differs.</returns>
    public static Result<string> LayOver(string commit, RepositoryPool mirror, string repositoryPath)
    {
        try
        {
            using var repository = Repositories.Open(repositoryPath);
            using var changes = repository.Diff.Compare<TreeChanges>(repository.Lookup<Commit>(commit).Tree, DiffTargets.WorkingDirectory);
            return changes.Count == 0
                ? commit
                : mirror.Use(target => Commit(target, target.Lookup<Commit>(commit), changes, repositoryPath));
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return new ContentUnavailable(
                "working_tree_unreadable", $"The working tree {repositoryPath} cannot be read: {exception.Message}");
        }
    }

    private static string Commit(Repository mirror, Commit under, TreeChanges changes, string root)
    {
        var tree = TreeDefinition.From(under.Tree);
        foreach (var change in changes)
        {
            if (Take(mirror, new FileInfo(Path.Combine(root, change.Path))) is var (blob, mode))
            {
                tree.Add(change.Path, blob, mode);
            }
            else
            {
                tree.Remove(change.Path);
            }
        }

        // Signed and dated as the commit under it, so that the same files make the same commit.
        return mirror.ObjectDatabase.CreateCommit(
            under.Author, under.Committer, "Preview", mirror.ObjectDatabase.CreateTree(tree), [under], prettifyMessage: false).Sha;
    }

    /// <summary>Null for what is gone, is no file, or is larger than anything that is ever served.</summary>
    private static (Blob Blob, Mode Mode)? Take(Repository mirror, FileInfo file)
    {
        if (file.LinkTarget is { } target)
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(target));
            return (mirror.ObjectDatabase.CreateBlob(text), Mode.SymbolicLink);
        }
        else if (!file.Exists || file.Length > MediaTypes.MaximumOtherBytes)
        {
            return null;
        }

        using var content = file.OpenRead();
        return (mirror.ObjectDatabase.CreateBlob(content), Mode.NonExecutableFile);
    }
}
