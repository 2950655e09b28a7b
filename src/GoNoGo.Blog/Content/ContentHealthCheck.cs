using System.Globalization;
using GoNoGo.Platform.Health;

namespace GoNoGo.Blog.Content;

/// <summary>Whether content is served, is that of the repository, and is whole.</summary>
internal sealed class ContentHealthCheck(ContentFollower follower, SnapshotStore snapshots) : IHealthCheck
{
    public const string Name = "content_repository";

    public Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var status = follower.Status;
        var details = new Dictionary<string, object>();
        Add(details, "last_checked_at", status.LastCheckedAt);
        Add(details, "last_changed_at", status.LastChangedAt);
        var troubles = new List<HealthTrouble>();
        if (status.LastError is { } error)
        {
            troubles.Add(new HealthTrouble(error.Code, true, error.Message));
        }

        if (snapshots.Current is not { } snapshot)
        {
            troubles.Add(new HealthTrouble("no_content", true, "No content is served yet: where this lasts, the log says why."));
            return Task.FromResult(new HealthState(HealthStatus.Unhealthy) { Details = details, Troubles = troubles });
        }

        details["commit"] = snapshot.Commit;
        details["posts"] = snapshot.Posts.Count;
        details["problems"] = snapshot.Problems.Count;
        if (snapshot.Problems.Count > 0)
        {
            troubles.Add(Problems(snapshot.Problems.Count));
        }

        return Task.FromResult(HealthState.Of(troubles) with { Details = details });
    }

    /// <summary>The same sentence wherever it is said.</summary>
    public static HealthTrouble Problems(int count) => new("content_problems", true, count == 1
        ? "There is a problem in the content: 'gonogo check' and /admin/content/ name it."
        : string.Create(
            CultureInfo.InvariantCulture, $"There are {count:N0} problems in the content: 'gonogo check' and /admin/content/ name them."));

    private static void Add(Dictionary<string, object> details, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            details[name] = known.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }
    }
}
