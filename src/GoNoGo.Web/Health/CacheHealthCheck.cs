using GoNoGo.Platform.Data;
using GoNoGo.Platform.Health;
using GoNoGo.Web.Pages.Keeping;

namespace GoNoGo.Web.Health;

/// <summary>How many pages are kept in memory, and whether what other processes change is heard of.</summary>
internal sealed class CacheHealthCheck(PageCache cache, PageVersions versions) : IHealthCheck
{
    public Task<HealthState> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(HealthState.Of(
        versions.IsDeaf
            ?
            [
                new HealthTrouble(
                    "cache_deaf",
                    true,
                    "Nobody tells this server what other processes change, so that pages with comments are made anew each second: "
                    + "see that the database can be reached."),
            ]
            : []) with
    {
        Details = new Dictionary<string, object> { ["pages"] = cache.Count, ["bytes"] = cache.Bytes },
    });
}
