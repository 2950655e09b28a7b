using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Following;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Posts;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>The follower at work on a data folder; several runs of it may share one.</summary>
internal sealed class FollowedBlog : IAsyncDisposable
{
    private readonly GitMirror mirror;
    private readonly ContentFollower follower;

    public FollowedBlog(string dataPath, ContentOptions options, PostMoves? moves = null)
    {
        mirror = new GitMirror(GitMirror.PathIn(dataPath));
        var clock = TimeProvider.System;
        follower = new ContentFollower(
            options,
            Path.Combine(dataPath, "starter"),
            new StarterBlog(new RepositoryInitializer(clock)),
            mirror,
            new ContentSource(mirror, BlogServices.Remotes(options.Token), clock),
            new Takeover(mirror, new SnapshotBuilder(new BodyRenderer()), moves ?? new PostMoves(), Snapshots),
            Snapshots,
            clock,
            NullLogger<ContentFollower>.Instance);
    }

    public SnapshotStore Snapshots { get; } = new();

    public ContentStatus Status => follower.Status;

    public IReadOnlyList<string> Titles =>
        [.. (Snapshots.Current?.Posts ?? []).Select(post => post.Title).Order(StringComparer.Ordinal)];

    public async Task<FollowedBlog> StartAsync()
    {
        await follower.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task<ContentStatus> FetchAsync() => follower.FetchNowAsync(TestContext.Current.CancellationToken);

    public async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await turns.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await follower.StopAsync(CancellationToken.None);
        follower.Dispose();
        mirror.Dispose();
    }
}
