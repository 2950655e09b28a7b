using System.Globalization;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.Extensions.Options;

namespace GoNoGo.Platform.Health;

/// <summary>Whether there is room on the disks of the data, the keys and temporary files.</summary>
internal sealed class DiskHealthCheck(IOptions<DataOptions> data, KeyFolder keys, FreeSpace space) : IHealthCheck
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>Below it a database that is written to may fail at any moment.</summary>
    private const long Full = Mebibyte;

    /// <summary>Below it somebody should make room: a busy blog writes as much in days.</summary>
    private const long Scarce = 512 * Mebibyte;

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var free = space(data.Value.Path);
        var scarce = new[] { data.Value.Path, keys.Path, Path.GetTempPath() }
            .Select(path => (Path: path, Free: space(path)))
            .Where(disk => disk.Free < Scarce)
            .DistinctBy(disk => disk.Free) // Folders of one disk are told once.
            .ToList();
        var status = free < Full ? HealthStatus.Unhealthy : scarce.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        return Task.FromResult(new HealthState(status)
        {
            Details = new Dictionary<string, object> { ["free_bytes"] = free },
            Troubles =
            [
                .. scarce.Select(disk => new HealthTrouble("disk_nearly_full", true, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The disk of {Path.GetFullPath(disk.Path)} has {disk.Free / Mebibyte} MB left: make room before it is full."))),
            ],
        });
    }
}

/// <summary>How much room the disk of a folder has for this user.</summary>
/// <param name="path">The folder.</param>
/// <returns>In bytes.</returns>
public delegate long FreeSpace(string path);
