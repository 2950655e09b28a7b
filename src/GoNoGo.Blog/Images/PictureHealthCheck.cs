using GoNoGo.Blog.Content;
using GoNoGo.Platform.Health;

namespace GoNoGo.Blog.Images;

/// <summary>Whether pictures can be had in the width that a screen needs. Reading goes on without.</summary>
internal sealed class PictureHealthCheck(PictureWorker worker, PictureShelf shelf, SnapshotStore snapshots) : IHealthCheck
{
    public const string Name = "pictures";

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var troubles = new List<HealthTrouble>();
        if ((snapshots.Current is null ? PictureForms.Trouble : worker.Trouble) is { } reason) // Who serves no blog looks for themselves.
        {
            troubles.Add(new HealthTrouble(
                "pictures_unavailable",
                false,
                $"The library that makes smaller pictures cannot be loaded on this system ({reason}): pictures are served in one width."));
        }

        if (worker.IsFull)
        {
            troubles.Add(new HealthTrouble(
                "pictures_full",
                true,
                "The smaller forms of pictures take as much of the disk as they may, and the rest is served in one width: raise "
                + "Content:PictureMegabytes."));
        }

        if (worker.LastFailure is { } failure)
        {
            troubles.Add(new HealthTrouble(
                "pictures_not_kept",
                true,
                $"The smaller forms of pictures could not be written to the data folder ({failure}): see that it has room and is ours."));
        }

        return Task.FromResult(HealthState.Of(troubles) with
        {
            Details = new Dictionary<string, object>
            {
                ["pictures"] = snapshots.Current?.Pictures.All.Count() ?? 0,
                ["waiting"] = worker.Waiting,
                ["broken"] = snapshots.Current?.Pictures.All.Count(picture => picture.IsBroken) ?? 0,
                ["bytes"] = shelf.Bytes,
            },
        });
    }
}
