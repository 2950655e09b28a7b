using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Makes a commit the one that is served: built aside, moves recorded, then swapped in whole.</summary>
internal sealed class Takeover(
    GitMirror mirror, SnapshotBuilder builder, PostMoves moves, SnapshotStore snapshots, EditHistory edits, EditWorker editWorker)
    : IDisposable
{
    /// <summary>So many commits are walked before the snapshot is shown; more of them, as at the first start, beside the reading.</summary>
    private const int CommitsAtOnce = 50;

    private readonly CancellationTokenSource ending = new();
    private (RepositoryPool Pool, Task<ReadTree?> Reading)? ahead;
    private (RepositoryPool Pool, PathHistory History)? history;
    private (string Before, string After, IReadOnlyList<TreeNode>? Modified)? compared;
    private string? ofNoConcern;
    private bool isBehind;

    /// <summary>What is served whole.</summary>
    public Snapshot? Served => snapshots.Current is { IsPreliminary: false } whole ? whole : null;

    /// <summary>Whether the commit that was announced last is the one that is served here.</summary>
    public async Task<bool> ServesLastAnnouncedAsync(CancellationToken cancellationToken) =>
        await moves.LastAnnouncedAsync(cancellationToken) is { } last && last == Served?.Commit;

    /// <summary>How many files of the blog a commit changes, by what Git has.</summary>
    /// <returns>
    /// 0 where it comes after the one that is served and leaves the blog as it is; null where nothing is served or that cannot be told.
    /// </returns>
    public async Task<int?> CountChangesAsync(string commit, string? folder, CancellationToken cancellationToken)
    {
        if (Served?.Commit is not { } served || commit == ofNoConcern)
        {
            return commit == ofNoConcern ? 0 : null;
        }

        try
        {
            var changes = await Task.Run(() => CountChanges(served, commit, folder, cancellationToken), cancellationToken);
            ofNoConcern = changes == 0 ? commit : null;
            return changes;
        }
        catch (LibGit2SharpException)
        {
            return null; // What is served came from a repository that the mirror does not hold any more.
        }
    }

    /// <summary>
    /// Begins to read the commit that was served last, for the first build. Nothing is asked of the database, and nothing is written.
    /// </summary>
    /// <param name="folder">The posts folder of the configuration.</param>
    public void ReadAhead(string? folder)
    {
        var end = ending.Token;
        ahead = (mirror.Repositories, Task.Run(() => ReadLast(folder, end), end));
    }

    /// <summary>Ends what is read ahead; its pool of repositories bears being given back to after it is gone.</summary>
    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }

    /// <summary>Makes a commit the one that is served.</summary>
    /// <param name="commit">The commit, which the mirror holds.</param>
    /// <param name="folder">The posts folder of the configuration.</param>
    /// <param name="found">How it was found; null where it was served before and nobody is to be told.</param>
    /// <param name="cancellationToken">Ends the building.</param>
    public async Task<Result<BuiltSnapshot>> RunAsync(
        string commit, string? folder, FoundCommit? found, CancellationToken cancellationToken)
    {
        var before = Served;
        var former = await moves.FormerAddressesAsync(cancellationToken);
        var request = new BuildRequest(folder, former) { Early = before is null ? snapshots.Swap : null };
        var built = await BuildAsync(commit, request, cancellationToken);
        if (built.Succeeded(out var first, out _) && Moved(before, first.Snapshot) is { Count: > 0 } moved)
        {
            await moves.ApplyAsync(before?.Commit, commit, moved, cancellationToken);
            former = await moves.FormerAddressesAsync(cancellationToken);
            built = await BuildAsync(commit, new BuildRequest(folder, former), cancellationToken);
        }

        if (built.Succeeded(out var last, out _))
        {
            if (found is not null && before is { Commit: var servedBefore } && servedBefore != commit)
            {
                // Before it counts as served: a crash between the two tells of it once all the same.
                await moves.AnnounceAsync(servedBefore, commit, found, cancellationToken);
            }

            mirror.MarkServed(commit);
            snapshots.Swap(last.Snapshot);
            RequestEdits(commit, commit);
            await KeepAsync(cancellationToken);
        }

        return built;
    }

    /// <summary>Shows the working tree in place of the commit that it is laid over. Nothing of it is recorded.</summary>
    /// <param name="preview">The commit of <see cref="WorkingTree.LayOver"/>.</param>
    /// <param name="commit">The commit under it.</param>
    /// <param name="folder">The posts folder of the configuration.</param>
    /// <param name="cancellationToken">Ends the building.</param>
    public async Task<Result<BuiltSnapshot>> PreviewAsync(
        string preview, string commit, string? folder, CancellationToken cancellationToken)
    {
        var former = await moves.FormerAddressesAsync(cancellationToken);
        var built = await BuildAsync(preview, new BuildRequest(folder, former), cancellationToken, datesAt: commit);
        if (built.Succeeded(out var last, out _))
        {
            snapshots.Swap(last.Snapshot);
            RequestEdits(preview, commit);
            await KeepAsync(cancellationToken); // Each saving leaves bodies that nobody needs any more.
        }

        return built;
    }

    /// <summary>Writes down what the next start goes by, once readers have what they wait for.</summary>
    private Task KeepAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            edits.Keep();
            builder.KeepMemory();
        },
        cancellationToken);

    private void RequestEdits(string shown, string commit)
    {
        if (isBehind)
        {
            editWorker.Request(shown, commit);
        }
    }

    private async Task<Result<BuiltSnapshot>> BuildAsync(
        string commit, BuildRequest request, CancellationToken cancellationToken, string? datesAt = null)
    {
        try
        {
            var read = await TakeAheadAsync(commit, cancellationToken);
            return await Task.Run(
                () =>
                {
                    var wasBehind = isBehind;
                    isBehind = !edits.TryCatchUp(mirror.Repositories, datesAt ?? commit, CommitsAtOnce, cancellationToken);
                    if (read is not null)
                    {
                        return builder.Build(read, request, cancellationToken);
                    }

                    var tree = TreeOf(commit, datesAt);

                    // What is served may lack what was found out about its history meanwhile.
                    return !wasBehind && TryUpdate(tree, request) is { } updated
                        ? updated
                        : builder.Build(tree, request, cancellationToken);
                },
                cancellationToken);
        }
        catch (LibGit2SharpException exception)
        {
            return new ContentUnavailable("mirror_unreadable", $"The mirror in the data folder cannot be read: {exception.Message}");
        }
    }

    /// <summary>
    /// What was read ahead, once; null where that is another commit or comes from a mirror that another one has replaced. What could not be
    /// read is met again by the build.
    /// </summary>
    private async Task<ReadTree?> TakeAheadAsync(string commit, CancellationToken cancellationToken)
    {
        if (ahead is not { } begun)
        {
            return null;
        }

        ahead = null;
        await Task.WhenAny(begun.Reading).WaitAsync(cancellationToken);
        return begun.Reading.IsCompletedSuccessfully && begun.Pool == mirror.Repositories && await begun.Reading is { } read
            && read.Tree.Commit == commit
                ? read
                : null;
    }

    private ReadTree? ReadLast(string? folder, CancellationToken cancellationToken) =>
        mirror.ServedCommit is { } commit
        && builder.Read(TreeOf(commit), folder, cancellationToken).Succeeded(out var read, out _)
            ? read
            : null;

    private BuiltSnapshot? TryUpdate(CommitTree tree, BuildRequest request) =>
        Served is { } served && ModifiedFiles(served.Commit, tree.Commit) is { } changed
            ? builder.TryUpdate(served, tree, changed, request)
            : null;

    /// <summary>Counted first and taken over next, the same two commits are compared once.</summary>
    private IReadOnlyList<TreeNode>? ModifiedFiles(string before, string after)
    {
        if (compared?.Before != before || compared?.After != after)
        {
            compared = (before, after, TreeDifference.ModifiedFiles(mirror.Repositories, before, after));
        }

        return compared?.Modified;
    }

    private int? CountChanges(string served, string commit, string? folder, CancellationToken cancellationToken)
    {
        // Where history was written anew, dates may have changed that posts take from it.
        var isAfter = mirror.Repositories.Use(repository =>
            repository.Lookup<Commit>(served) is { } former
            && repository.Lookup<Commit>(commit) is { } current
            && repository.ObjectDatabase.FindMergeBase(former, current)?.Sha == served);
        var modified = ModifiedFiles(served, commit);
        var changes = modified is not null && builder.CountTexts(modified) == modified.Count ? modified.Count : ContentDifference.Count(
            TreeOf(served),
            TreeOf(commit),
            folder,
            cancellationToken);
        return changes == 0 && !isAfter ? null : changes;
    }

    private CommitTree TreeOf(string commit, string? datesAt = null) => new(mirror.Repositories, History(), commit, datesAt);

    private PathHistory History()
    {
        if (history?.Pool != mirror.Repositories)
        {
            history = (mirror.Repositories, new PathHistory(mirror.Repositories));
        }

        return history.Value.History;
    }

    private IReadOnlyList<PostMove> Moved(Snapshot? before, Snapshot after) => before is null
        ? []
        : MoveDetection.Between(before, after, () => Renames.Between(mirror.Repositories, before.Commit, after.Commit));
}

/// <summary>How a commit came to be known, for the audit trail.</summary>
/// <param name="Cause">Why the repository was looked at.</param>
/// <param name="Repository">Where it is; never with a token.</param>
/// <param name="Changes">How many files of the blog it changes.</param>
internal sealed record FoundCommit(LookCause Cause, string Repository, int Changes);
