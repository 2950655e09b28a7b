using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>Goes over commits from the oldest on and notes what each changes substantively about the texts.</summary>
internal sealed class EditWalk(Repository repository, IReadOnlyDictionary<string, IReadOnlyList<PostEdit>> known)
{
    public const int MostEdits = 50;
    private const int MaximumCommits = 100_000;
    private const int LongestSubject = 200;

    private static readonly CompareOptions Plain = new() { Similarity = SimilarityOptions.None };
    private static readonly CompareOptions WithRenames = new() { Similarity = SimilarityOptions.Renames };

    private readonly Dictionary<string, IReadOnlyList<PostEdit>> edits = new(known, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<PostEdit>> Edits => edits;

    /// <summary>The commits between, oldest first; the first are left out where there are too many.</summary>
    public static List<Commit> Between(Repository repository, string? from, string to, int most)
    {
        var filter = new CommitFilter
        {
            IncludeReachableFrom = to,
            ExcludeReachableFrom = from,
            SortBy = CommitSortStrategies.Topological,
        };
        var commits = repository.Commits.QueryBy(filter).Take(Math.Min(most, MaximumCommits)).ToList();
        commits.Reverse();
        return commits;
    }

    public void Note(Commit commit)
    {
        // What a merge brings has been noted with the commits that it merges.
        if (commit.Parents.Skip(1).Any())
        {
            return;
        }

        var before = commit.Parents.FirstOrDefault()?.Tree;
        using var changes = repository.Diff.Compare<TreeChanges>(before, commit.Tree, Plain);
        var texts = changes.Where(change => ContentPath.IsMarkdown(change.Path)).ToList();
        if (texts.Exists(change => change.Status is ChangeKind.Added) && texts.Exists(change => change.Status is ChangeKind.Deleted))
        {
            FollowRenames(before, commit);
        }

        foreach (var change in texts.Where(change => change.Status is ChangeKind.Deleted))
        {
            edits.Remove(change.Path);
        }

        if (texts.Count <= Substance.MostTexts && !Substance.IsMarkedMinor(commit.Message))
        {
            foreach (var change in texts.Where(change => change.Status is ChangeKind.Modified && IsSubstantive(change.OldOid, change.Oid)))
            {
                var earlier = edits.GetValueOrDefault(change.Path, []);
                edits[change.Path] = [.. earlier.Skip(earlier.Count + 1 - MostEdits), new PostEdit(commit.Author.When, SubjectOf(commit))];
            }
        }
    }

    private static string SubjectOf(Commit commit)
    {
        var subject = string.Concat((commit.MessageShort ?? "").Where(character => !char.IsControl(character))).Trim();
        return subject.Length <= LongestSubject ? subject : subject[..(LongestSubject - 1)] + "…";
    }

    private void FollowRenames(LibGit2Sharp.Tree? before, Commit commit)
    {
        using var renamed = repository.Diff.Compare<TreeChanges>(before, commit.Tree, WithRenames);
        foreach (var change in renamed.Renamed.Where(change => ContentPath.IsMarkdown(change.Path)))
        {
            if (edits.Remove(change.OldPath, out var earlier))
            {
                edits[change.Path] = earlier;
            }
        }
    }

    private bool IsSubstantive(ObjectId before, ObjectId after) =>
        repository.Lookup<Blob>(before) is { IsBinary: false } former
        && repository.Lookup<Blob>(after) is { IsBinary: false } current
        && Math.Max(former.Size, current.Size) <= Building.TextFiles.MaximumBytes
        && Substance.Differs(former.GetContentText(), current.GetContentText());
}
