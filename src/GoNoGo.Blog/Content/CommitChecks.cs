using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content;

/// <summary>
/// Checks single commits of the configured repository as they would be served. What is not in the mirror is fetched into a repository of
/// its own beside it, which borrows the mirror's objects and is gone afterwards: nothing that strangers propose stays.
/// </summary>
public sealed class CommitChecks : IDisposable
{
    private const string BaseReference = "refs/gonogo/base";

    private readonly ContentOptions options;
    private readonly GitMirror mirror;
    private readonly IReadOnlyDictionary<RepositoryTransport, IRemoteFetch> remotes;
    private readonly string path;
    private readonly SemaphoreSlim turn = new(1, 1);

    internal CommitChecks(
        ContentOptions options, GitMirror mirror, IReadOnlyDictionary<RepositoryTransport, IRemoteFetch> remotes, string dataPath)
    {
        (this.options, this.mirror, this.remotes) = (options, mirror, remotes);
        path = Path.Combine(Path.GetFullPath(dataPath), "checked");
    }

    /// <summary>Checks a commit that the mirror holds.</summary>
    /// <param name="commit">Its object id.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found; or why the mirror cannot be read.</returns>
    public Task<Result<CheckedCommit>> CheckAsync(string commit, CancellationToken cancellationToken) =>
        Task.Run(() => Check(mirror.Repositories, commit, cancellationToken), cancellationToken);

    /// <summary>Fetches what a ref of the configured repository points to, and checks it. One at a time.</summary>
    /// <param name="reference">Such as <c>refs/pull/7/head</c>; made here, never taken from a payload.</param>
    /// <param name="cancellationToken">Ends fetch and check.</param>
    /// <returns>What was found, and in which commit; or why it could not be fetched.</returns>
    public async Task<Result<CheckedCommit>> CheckHeadAsync(string reference, CancellationToken cancellationToken)
    {
        OutboundCalls.ThrowIfInUnitOfWork("git fetch");
        if (options.Repository is not { } repository)
        {
            return new ContentUnavailable("repository_missing", "No content repository is configured, so nothing of it can be checked.");
        }

        if (!RepositoryAddress.Parse(repository).Succeeded(out var address, out var refusal))
        {
            return refusal;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            Prepare();
            var fetched = await remotes[address.Transport].FetchHeadAsync(path, address, reference, cancellationToken);
            if (!fetched.Succeeded(out var commit, out refusal))
            {
                return refusal;
            }

            using var pool = new RepositoryPool(path);
            return await Task.Run(() => Check(pool, commit, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return new ContentUnavailable("check_not_possible", "The data folder cannot be written, so the commit was not checked.");
        }
        finally
        {
            GitMirror.DeleteFolder(path);
            turn.Release();
        }
    }

    /// <summary>Ends the turns.</summary>
    public void Dispose() => turn.Dispose();

    /// <summary>A fresh repository that knows what the mirror has, so that only what is new is sent.</summary>
    private void Prepare()
    {
        GitMirror.DeleteFolder(path); // A crash may have left it.
        Repositories.CreateBare(path);
        if (mirror.ServedCommit is { } served)
        {
            var objects = Path.Combine(mirror.Repositories.Path, "objects");
            File.WriteAllText(Path.Combine(path, "objects", "info", "alternates"), objects + "\n");
            using var repository = Repositories.Open(path);
            repository.Refs.Add(BaseReference, new ObjectId(served));
        }
    }

    private Result<CheckedCommit> Check(RepositoryPool pool, string commit, CancellationToken cancellationToken)
    {
        try
        {
            var tree = new CommitTree(pool, new PathHistory(pool), commit);
            return ContentCheck.Report(tree, options.Folder, progress: null, cancellationToken).Succeeded(out var report, out var refusal)
                ? new CheckedCommit(commit, report)
                : new CheckedCommit(commit, Report: null) { Unreadable = refusal.Message };
        }
        catch (LibGit2SharpException)
        {
            return new ContentUnavailable("commit_unreadable", "The commit cannot be read from the repository.");
        }
    }
}

/// <summary>What was found in a commit.</summary>
/// <param name="Commit">Its object id.</param>
/// <param name="Report">What the check found; null where no blog could be read.</param>
public sealed record CheckedCommit(string Commit, ContentReport? Report)
{
    /// <summary>Why no blog could be read; null where one could.</summary>
    public string? Unreadable { get; init; }
}
