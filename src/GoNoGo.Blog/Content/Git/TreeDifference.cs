using GoNoGo.Blog.Content.Tree;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>What lies between two commits, by the folders in which they differ alone.</summary>
internal static class TreeDifference
{
    private const int Most = 1000;

    /// <summary>The files that say something else.</summary>
    /// <param name="repositories">Where the commits are.</param>
    /// <param name="before">One commit.</param>
    /// <param name="after">The other.</param>
    /// <returns>
    /// Null where more than that has changed: a file came, went or became another kind, there are too many, or a commit is not there.
    /// </returns>
    public static IReadOnlyList<TreeNode>? ModifiedFiles(RepositoryPool repositories, string before, string after) =>
        repositories.Use(repository =>
        {
            if (repository.Lookup<Commit>(before) is not { } former || repository.Lookup<Commit>(after) is not { } current)
            {
                return null;
            }

            var plain = new CompareOptions { Similarity = SimilarityOptions.None };
            using var changes = repository.Diff.Compare<TreeChanges>(former.Tree, current.Tree, plain);
            return changes.Count <= Most && changes.All(IsModifiedFile) ? changes.Select(NodeOf).ToList() : null;
        });

    private static bool IsModifiedFile(TreeEntryChanges change) =>
        change is
        {
            Status: ChangeKind.Modified,
            OldMode: Mode.NonExecutableFile or Mode.ExecutableFile,
            Mode: Mode.NonExecutableFile or Mode.ExecutableFile,
        };

    private static TreeNode NodeOf(TreeEntryChanges change) =>
        new(change.Path, change.Path[(change.Path.LastIndexOf('/') + 1)..], change.Oid.Sha, TreeNodeKind.File);
}
