using GoNoGo.Blog.Content.Tree;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// When each text of the repository was first committed, found by one walk over the history from its beginning; a later
/// commit continues where the walk ended. A renamed file keeps the date of its first name.
/// </summary>
internal sealed class PathHistory(RepositoryPool repositories)
{
    private const int MaximumCommits = 100_000;

    private static readonly CompareOptions Plain = new() { Similarity = SimilarityOptions.None };
    private static readonly CompareOptions WithRenames = new() { Similarity = SimilarityOptions.Renames };

    private readonly Lock gate = new();
    private Dictionary<string, DateTimeOffset> firstSeen = new(StringComparer.Ordinal);
    private string? walkedTo;

    public IReadOnlyDictionary<string, DateTimeOffset> DatesAt(string commit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return repositories.Use(repository =>
            {
                Walk(repository, commit, cancellationToken);
                return firstSeen;
            });
        }
    }

    private void Walk(Repository repository, string commit, CancellationToken cancellationToken)
    {
        // Both are copied first: a walk that is cancelled half-way leaves what was known before.
        var from = IsBehind(repository, commit) ? walkedTo : null;
        var dates = new Dictionary<string, DateTimeOffset>(from is null ? [] : firstSeen, StringComparer.Ordinal);
        var filter = new CommitFilter
        {
            IncludeReachableFrom = commit,
            ExcludeReachableFrom = from,
            SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Reverse,
        };
        foreach (var step in from == commit ? [] : repository.Commits.QueryBy(filter).Take(MaximumCommits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Note(repository, step, dates);
        }

        (firstSeen, walkedTo) = (dates, commit);
    }

    private bool IsBehind(Repository repository, string commit) =>
        walkedTo is not null
        && repository.Lookup<Commit>(walkedTo) is { } earlier
        && repository.ObjectDatabase.FindMergeBase(earlier, repository.Lookup<Commit>(commit))?.Sha == walkedTo;

    private static void Note(Repository repository, Commit commit, Dictionary<string, DateTimeOffset> dates)
    {
        var before = commit.Parents.FirstOrDefault()?.Tree;
        using var changes = repository.Diff.Compare<TreeChanges>(before, commit.Tree, Plain);
        if (changes.Added.Any() && changes.Deleted.Any())
        {
            using var renamed = repository.Diff.Compare<TreeChanges>(before, commit.Tree, WithRenames);
            foreach (var change in renamed.Renamed.Where(change => ContentPath.IsMarkdown(change.Path)))
            {
                dates.TryAdd(change.Path, dates.GetValueOrDefault(change.OldPath, commit.Author.When));
            }
        }

        foreach (var change in changes.Added.Where(change => ContentPath.IsMarkdown(change.Path)))
        {
            dates.TryAdd(change.Path, commit.Author.When);
        }
    }
}
