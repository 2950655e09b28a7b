using GoNoGo.Blog.Content;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NetVips;

namespace GoNoGo.Blog.Images;

/// <summary>
/// Makes the smaller forms of the pictures that are served, one picture at a time, beside the reading. Nothing is queued: what is to do is
/// what the snapshot has and the shelf has not, so a restart goes on where it was. Pages show the forms once there are some.
/// </summary>
internal sealed partial class PictureWorker(
    SnapshotStore snapshots,
    AssetStore assets,
    PictureShelf shelf,
    IOptions<ContentOptions> options,
    TimeProvider clock,
    ILogger<PictureWorker> logger) : BackgroundService
{
    /// <summary>Pages that are kept are made anew with each turn, so turns are rare.</summary>
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(5);

    private readonly long most = options.Value.PictureMegabytes * 1024L * 1024L;

    /// <summary>Pictures that have not been looked at; for health.</summary>
    public int Waiting { get; private set; }

    /// <summary>Why none can be made on this system; null where they can, or where none was to be made yet.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether the forms take as much of the disk as they may.</summary>
    public bool IsFull => most > 0 && shelf.Bytes >= most;

    /// <summary>Why the disk does not take them; null where it does.</summary>
    public string? LastFailure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Snapshot? seen = null;
        while (true)
        {
            seen = await snapshots.WaitForOtherAsync(seen, stoppingToken);
            if (most > 0)
            {
                seen = await Task.Run(() => Work(seen, stoppingToken), stoppingToken);
            }
        }
    }

    /// <summary>The snapshot with all forms, or the one with which to go on because another is served.</summary>
    private Snapshot Work(Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            shelf.Keep(snapshot.Pictures.All.Select(picture => picture.Asset.BlobId).ToHashSet(StringComparer.Ordinal));
            var shown = clock.GetTimestamp();
            var due = snapshot.Pictures.All.Where(picture => picture.IsDue)
                .OrderBy(picture => picture.Asset.SourcePath, StringComparer.Ordinal)
                .ToList();
            if (due.Count > 0 && !IsFull)
            {
                Trouble = PictureForms.Trouble; // Loads the library.
            }

            for (var done = 0; Trouble is null && done < due.Count && !IsFull; done++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Waiting = due.Count - done;
                Make(due[done]);
                if (snapshots.Current?.Commit != snapshot.Commit)
                {
                    return snapshot;
                }

                if (done + 1 == due.Count || IsFull || clock.GetElapsedTime(shown) > ShowEvery)
                {
                    snapshot = Show(snapshot);
                    shown = clock.GetTimestamp();
                }
            }

            Waiting = IsFull ? snapshot.Pictures.All.Count(picture => picture.IsDue) : 0;
            LastFailure = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A disk that is full or not ours: pictures stay as they are, and the next push tries again.
            LastFailure = exception.GetType().Name;
            LogNotKept(logger, LastFailure);
        }

        return snapshot;
    }

    private Snapshot Show(Snapshot snapshot)
    {
        var next = snapshot.WithPictures(shelf);
        return snapshots.TryReplace(snapshot, next) ? next : snapshot;
    }

    private void Make(Picture picture)
    {
        if (assets.ReadWhole(picture.Asset) is not { } bytes)
        {
            return;
        }

        var forms = new Dictionary<int, byte[]>();
        var isBroken = false;
        try
        {
            forms = PictureForms.Make(bytes, picture.Asset.ContentType, picture.Size.Width);
        }
        catch (VipsException)
        {
            isBroken = true;
        }

        shelf.Put(picture.Asset.BlobId, forms, isBroken);
    }

    [LoggerMessage(1, LogLevel.Warning, "The smaller forms of pictures could not be kept in the data folder ({Failure})")]
    private static partial void LogNotKept(ILogger logger, string failure);
}
