using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Blog.Posts;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>Builds snapshots straight from a repository, keeping the builder so that later builds are incremental.</summary>
internal sealed class BlogBuild(ContentRepository repository, BuildShelf? kept = null) : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RepositoryPool repositories = new(repository.Path);
    private readonly SnapshotBuilder builder = new(new BodyRenderer(), kept: kept);
    private PathHistory? history;

    public BuiltSnapshot Run(
        string commit, string? folder = null, Dictionary<string, string>? former = null, Action<Snapshot>? early = null)
    {
        history ??= new PathHistory(repositories);
        var tree = new CommitTree(repositories, history, commit);
        var request = new BuildRequest(folder, former ?? []) { Early = early };
        var result = builder.Build(tree, request, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded(out var built, out var error), error?.Message);
        builder.KeepMemory();
        return built;
    }

    /// <summary>Brings the snapshot of the last run to another commit; null where all is to be built.</summary>
    public BuiltSnapshot? Update(Snapshot served, string commit)
    {
        var tree = new CommitTree(repositories, history ??= new PathHistory(repositories), commit);
        return TreeDifference.ModifiedFiles(repositories, served.Commit, commit) is { } changed
            ? builder.TryUpdate(served, tree, changed, new BuildRequest(null, new Dictionary<string, string>()))
            : null;
    }

    public static Snapshot Of(ContentRepository repository, string? folder = null)
    {
        using var build = new BlogBuild(repository);
        return build.Run(repository.Commit(), folder).Snapshot;
    }

    public static string? ErrorOf(ContentRepository repository, string? folder = null)
    {
        using var pool = new RepositoryPool(repository.Path);
        var tree = new CommitTree(pool, new PathHistory(pool), repository.Commit());
        return new SnapshotBuilder(new BodyRenderer())
            .Build(tree, new BuildRequest(folder, new Dictionary<string, string>()), TestContext.Current.CancellationToken).Error?.Code;
    }

    public void Dispose() => repositories.Dispose();
}
