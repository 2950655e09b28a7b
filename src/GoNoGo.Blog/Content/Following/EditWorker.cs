using System.Threading.Channels;
using GoNoGo.Blog.Content.Git;
using LibGit2Sharp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace GoNoGo.Blog.Content.Following;

/// <summary>Walks a long history beside the reading; the blog shows its dates once that is done.</summary>
internal sealed partial class EditWorker(SnapshotStore snapshots, GitMirror mirror, EditHistory history, ILogger<EditWorker> logger)
    : BackgroundService
{
    private readonly Channel<(string Shown, string Commit)> requests = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Asks for the history up to a commit; an earlier question that was not begun is forgotten.</summary>
    /// <param name="shown">The commit of the snapshot that is to get it.</param>
    /// <param name="commit">The commit whose history it is: another one in a preview.</param>
    public void Request(string shown, string commit) => requests.Writer.TryWrite((shown, commit));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (shown, commit) in requests.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Task.Run(() => history.TryCatchUp(mirror.Repositories, commit, int.MaxValue, stoppingToken), stoppingToken);
                while (snapshots.Current is { } snapshot
                    && snapshot.Commit == shown
                    && !snapshots.TryReplace(snapshot, snapshot.WithEdits(history)))
                {
                    // Somebody else has found out something about it meanwhile.
                }

                history.Keep();
            }
            catch (Exception exception) when (exception is LibGit2SharpException or ObjectDisposedException)
            {
                LogNotWalked(logger, commit, exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The history up to {Commit} could not be read ({Failure}); posts have no last changes")]
    private static partial void LogNotWalked(ILogger logger, string commit, string failure);
}
