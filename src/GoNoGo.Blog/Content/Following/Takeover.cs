using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Content.Tree;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Makes a commit the one that is served: built aside, moves recorded, then swapped in whole.</summary>
internal sealed class Takeover(GitMirror mirror, SnapshotBuilder builder, PostMoves moves, SnapshotStore snapshots)
{
    private (RepositoryPool Pool, PathHistory History)? history;

    public async Task<Result<BuiltSnapshot>> RunAsync(string commit, string? folder, CancellationToken cancellationToken)
    {
        var former = await moves.FormerAddressesAsync(cancellationToken);
        var built = await BuildAsync(commit, new BuildRequest(folder, former), cancellationToken);
        if (built.Succeeded(out var first, out _) && Moved(snapshots.Current, first.Snapshot) is { Count: > 0 } moved)
        {
            await moves.ApplyAsync(snapshots.Current?.Commit, commit, moved, cancellationToken);
            former = await moves.FormerAddressesAsync(cancellationToken);
            built = await BuildAsync(commit, new BuildRequest(folder, former), cancellationToken);
        }

        if (built.Succeeded(out var last, out _))
        {
            if (snapshots.Current is { Commit: var before } && before != commit)
            {
                // Before it counts as served: a crash between the two tells of it twice, and never not at all.
                await moves.AnnounceAsync(before, commit, cancellationToken);
            }

            mirror.MarkServed(commit);
            snapshots.Swap(last.Snapshot);
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
        }

        return built;
    }

    private async Task<Result<BuiltSnapshot>> BuildAsync(
        string commit, BuildRequest request, CancellationToken cancellationToken, string? datesAt = null)
    {
        try
        {
            return await Task.Run(
                () => builder.Build(new CommitTree(mirror.Repositories, History(), commit, datesAt), request, cancellationToken),
                cancellationToken);
        }
        catch (LibGit2SharpException exception)
        {
            return new ContentUnavailable("mirror_unreadable", $"The mirror in the data folder cannot be read: {exception.Message}");
        }
    }

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
