using GoNoGo.Blog.Content.Tree;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Finds the texts that Git holds for renamed between two commits.</summary>
internal static class Renames
{
    private static readonly CompareOptions Detection = new() { Similarity = SimilarityOptions.Renames };

    /// <summary>Old path to new path; empty where one of the commits is not there any more.</summary>
    public static IReadOnlyDictionary<string, string> Between(RepositoryPool repositories, string fromCommit, string toCommit) =>
        repositories.Use(repository =>
        {
            if (repository.Lookup<Commit>(fromCommit) is not { } from || repository.Lookup<Commit>(toCommit) is not { } to)
            {
                return [];
            }

            using var changes = repository.Diff.Compare<TreeChanges>(from.Tree, to.Tree, Detection);
            return changes.Renamed
                .Where(change => ContentPath.IsMarkdown(change.Path))
                .ToDictionary(change => change.OldPath, change => change.Path, StringComparer.Ordinal);
        });
}
