using GoNoGo.Blog;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Building;
using GoNoGo.Blog.Content.Following;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Posts;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace GoNoGo.Tests.Blog.Content;

/// <summary>The follower at work on a data folder; several runs of it may share one.</summary>
internal sealed class FollowedBlog : IAsyncDisposable
{
    private readonly CommentHouse house;
    private readonly GitMirror mirror;
    private readonly ContentFollower follower;

    private FollowedBlog(string dataPath, ContentOptions options, CommentHouse house, TimeProvider clock)
    {
        this.house = house;
        Moves = new PostMoves(house.Scopes);
        mirror = new GitMirror(GitMirror.PathIn(dataPath));
        var edits = new EditHistory(dataPath);
        Takeover = new Takeover(
            mirror,
            new SnapshotBuilder(new BodyRenderer(), history: edits, kept: new BuildShelf(dataPath)),
            Moves,
            Snapshots,
            edits,
            new EditWorker(Snapshots, mirror, edits, NullLogger<EditWorker>.Instance));
        follower = new ContentFollower(
            options,
            Path.Combine(dataPath, "starter"),
            new StarterBlog(new RepositoryInitializer(clock)),
            mirror,
            new ContentSource(mirror, BlogServices.Remotes(options.Token), clock),
            Takeover,
            new PageVersions(),
            new AuditBacklog(),
            clock,
            NullLogger<ContentFollower>.Instance);
    }

    public SnapshotStore Snapshots { get; } = new();

    public Takeover Takeover { get; }

    public ContentStatus Status => follower.Status;

    public IReadOnlyList<string> Titles =>
        [.. (Snapshots.Current?.Posts ?? []).Select(post => post.Title).Order(StringComparer.Ordinal)];

    /// <summary>Where former addresses are kept: a database of this run's own.</summary>
    public PostMoves Moves { get; }

    public static async Task<FollowedBlog> StartAsync(string dataPath, ContentOptions options, TimeProvider? clock = null)
    {
        var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var blog = new FollowedBlog(dataPath, options, house, clock ?? TimeProvider.System);
        blog.Takeover.ReadAhead(options.Folder);
        await blog.follower.StartAsync(TestContext.Current.CancellationToken);
        return blog;
    }

    public Task<ContentStatus> FetchAsync(LookCause cause = LookCause.Request) =>
        follower.FetchNowAsync(cause, TestContext.Current.CancellationToken);

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
        Takeover.Dispose();
        mirror.Dispose();
        await house.DisposeAsync();
    }
}
