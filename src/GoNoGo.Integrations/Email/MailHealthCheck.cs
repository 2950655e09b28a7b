using GoNoGo.Blog.Content;
using GoNoGo.Platform.Health;

namespace GoNoGo.Integrations.Email;

/// <summary>Whether mails leave.</summary>
internal sealed class MailHealthCheck(MailHealth health, CurrentSite site) : IHealthCheck
{
    public const string Name = "mail";

    public async Task<HealthState> CheckAsync(CancellationToken cancellationToken)
    {
        var troubles = await health.FindAsync(await site.FindAsync(cancellationToken), cancellationToken);
        var queued = await health.CountQueuedAsync(cancellationToken);
        var found = HealthState.Of(troubles) with { Details = new Dictionary<string, object> { ["queued"] = queued } };
        return troubles.Any(trouble => trouble.Code == MailHealth.RelayFailing) ? found with { Status = HealthStatus.Unhealthy } : found;
    }
}
